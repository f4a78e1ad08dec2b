/** What can be done to a change. */
export const changeActs = ['save', 'propose', 'publish', 'send-back', 'discard'] as const;

const MODEL = 'decision.';

/** The decision models that were posted: those on the page by their names, and a new one where it has a name. */
export function decisionsIn(
  value: (name: string) => string,
  names: readonly string[],
): { readonly name: string; readonly xml: string }[] {
  const known = names
    .filter((name) => name.startsWith(MODEL))
    .map((name) => ({ name: name.slice(MODEL.length), xml: value(name) }));
  const fresh = value('newName').trim();
  return fresh === '' ? known : [...known, { name: fresh, xml: value('newXml') }];
}
