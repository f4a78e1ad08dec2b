import { brotliCompressSync, constants } from 'node:zlib';

/** ui.md, "Budgets": bytes as the server compresses them. */
const FIRST_VISIT = 40 * 1024;
const AFTER = 15 * 1024;

/** Pages that anybody may ask for; those of a signed-in resident are weighed where a test signs in. */
export const PUBLIC_PAGES = [
  '/',
  '/services',
  '/services?q=%E6%88%91%E8%A6%81%E5%BC%80%E9%A5%AD%E5%BA%97',
  '/services/LJ-GA-002',
  '/services/LJ-SC-005',
  '/services/LJ-SC-005/apply',
  '/track',
  '/open',
  '/open/ledger',
  '/open/ledger/about',
  '/nothing-here',
] as const;

export interface PageWeight {
  readonly path: string;
  /** HTML and style sheets. */
  readonly first: number;
  /** HTML alone: style sheets are cached for ever. */
  readonly after: number;
  readonly scripts: number;
}

export async function weigh(origin: string, path: string, cookie = ''): Promise<PageWeight> {
  const html = await (await fetch(new URL(path, origin), { headers: { cookie } })).text();
  const sheets = [...html.matchAll(/<link[^>]+href="([^"]+\.css)"/g)].map(([, href = '']) => href);
  const styles = await Promise.all(
    sheets.map(async (href) => compressed(await (await fetch(new URL(href, new URL(path, origin)))).text())),
  );
  const after = compressed(html);
  return {
    path,
    after,
    first: after + styles.reduce((sum, size) => sum + size, 0),
    scripts: [...html.matchAll(/<script\b|<link[^>]+modulepreload/g)].length,
  };
}

/** What is wrong with the weight of a page, in words; nothing if it keeps the budget. */
export function excess({ path, first, after, scripts }: PageWeight): readonly string[] {
  return [
    ...(first > FIRST_VISIT ? [`${path}: ${first} bytes at first, at most ${FIRST_VISIT}`] : []),
    ...(after > AFTER ? [`${path}: ${after} bytes after the first visit, at most ${AFTER}`] : []),
    ...(scripts > 0 ? [`${path}: ${scripts} scripts, none allowed`] : []),
  ];
}

function compressed(text: string): number {
  // Quality 4 is what the server uses: the figure is that of the wire, not of the best compressor.
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length;
}
