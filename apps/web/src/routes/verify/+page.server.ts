import { earlierLogKeys, knownKeys } from '#ledger';
import { sentencesOf } from '#kernel';
import type { PageServerLoad } from './$types';

/** What a verdict is put into words with; the rest of the page is said by the server. */
const SPOKEN =
  /^(tlog|audit)\.|^verify\.(problem|ok|unwitnessed|bad|leaf|field|quorum|camera|proved|notProved|compare|none)/;

export const load: PageServerLoad = async ({ locals: { app, locale } }) => {
  const keys = await knownKeys(app);
  return {
    policy: app.ledger.policyText,
    earlier: await earlierLogKeys(app, app.ledger),
    keys: keys.filter(({ purpose }) => purpose === 'receipt').map(({ vkey }) => vkey),
    sentences: Object.fromEntries([...sentencesOf(locale)].filter(([key]) => SPOKEN.test(key))),
  };
};
