import { brotliCompressSync, constants } from 'node:zlib';

/** ui.md, "Budgets": bytes as the server compresses them. */
const FIRST_VISIT = 40 * 1024;
const AFTER = 15 * 1024;

/** Pages with a script, and how much of one at most; it is loaded at once, the reader of codes only with the camera. */
const SCRIPTED: Readonly<Record<string, number>> = { '/verify': 40 * 1024 };

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
  '/verify',
  '/nothing-here',
] as const;

export interface PageWeight {
  readonly path: string;
  /** HTML and style sheets. */
  readonly first: number;
  /** HTML alone: style sheets are cached for ever. */
  readonly after: number;
  readonly scripts: number;
  /** Bytes of the scripts that the page names. */
  readonly scripted: number;
}

export async function weigh(origin: string, path: string, cookie = ''): Promise<PageWeight> {
  const html = await (await fetch(new URL(path, origin), { headers: { cookie } })).text();
  const size = async (href: string) => compressed(await (await fetch(new URL(href, new URL(path, origin)))).text());
  const sheets = [...html.matchAll(/<link[^>]+href="([^"]+\.css)"/g)].map(([, href = '']) => href);
  const scripts = [...html.matchAll(/<script\b[^>]*>|<link[^>]+modulepreload/g)].map(([tag]) => tag);
  const sources = scripts.flatMap((tag) => /\ssrc="([^"]+)"/.exec(tag)?.[1] ?? []);
  const styles = await Promise.all(sheets.map(size));
  const code = await Promise.all(sources.map(size));
  const after = compressed(html);
  return {
    path,
    after,
    first: after + total(styles),
    scripts: scripts.length,
    scripted: total(code),
  };
}

/** What is wrong with the weight of a page, in words; nothing if it keeps the budget. */
export function excess({ path, first, after, scripts, scripted }: PageWeight): readonly string[] {
  const mayScript = SCRIPTED[path] ?? 0;
  const mayHave = mayScript === 0 ? 0 : 1;
  return [
    ...(first > FIRST_VISIT ? [`${path}: ${first} bytes at first, at most ${FIRST_VISIT}`] : []),
    ...(after > AFTER ? [`${path}: ${after} bytes after the first visit, at most ${AFTER}`] : []),
    ...(scripts > mayHave ? [`${path}: ${scripts} scripts, ${mayHave} allowed`] : []),
    ...(scripted > mayScript ? [`${path}: ${scripted} bytes of script, at most ${mayScript}`] : []),
  ];
}

function total(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + size, 0);
}

function compressed(text: string): number {
  // Quality 4 is what the server uses: the figure is that of the wire, not of the best compressor.
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length;
}
