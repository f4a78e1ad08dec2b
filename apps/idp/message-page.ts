import { DEFAULT_LOCALE, translator } from '#kernel';

const STYLE =
  'body{font:17px/1.7 system-ui,sans-serif;max-width:32em;margin:15vh auto;padding:0 24px;color:#16202b}a{color:#0b6e5f}';

/**
 * A page for the few moments when signing in cannot go on: it must work when nothing else does.
 * @param form markup of the provider's own that goes below the sentence
 */
export function messagePage(code: string, form = ''): string {
  const t = translator(DEFAULT_LOCALE);
  return `<!doctype html><html lang="${DEFAULT_LOCALE}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${t(code)}</title><style>${STYLE}</style>
<main><h1>${t(code)}</h1>${form}<p><a href="/">${t('identity.home')}</a></p></main></html>`;
}

/** The provider's form with a button, for a sign-out that nobody has asked for from a page of ours. */
export function signOutForm(form: string): string {
  const t = translator(DEFAULT_LOCALE);
  return `${form}<button form="op.logoutForm" name="logout" value="yes">${t('identity.sign-out')}</button>`;
}
