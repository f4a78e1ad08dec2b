import { createHash } from 'node:crypto';
import { DEFAULT_LOCALE, translator } from '#kernel';

const STYLE =
  'body{font:17px/1.7 system-ui,sans-serif;max-width:32em;margin:15vh auto;padding:0 24px;color:#16202b}a{color:#0b6e5f}';
const DIGEST = createHash('sha256').update(STYLE).digest('base64');

/** Allows the page its one style sheet and nothing else. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${DIGEST}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

/** A problem for people: whoever followed a link to a file reads a sentence and finds the way home. */
export function problemPage(text: string): string {
  const sentence = text.replaceAll(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
  const home = translator(DEFAULT_LOCALE)('errors.home');
  return `<!doctype html><html lang="${DEFAULT_LOCALE}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${sentence}</title><style>${STYLE}</style>
<main><h1>${sentence}</h1><p><a href="/">${home}</a></p></main></html>`;
}
