import { InvalidInput } from '#kernel';

const acts = ['replied', 'answered'];

/** What has just been done, from the address; what nobody on this side wrote there is not shown. */
export function hearingDone(query: URLSearchParams): { readonly done?: string } {
  const done = query.get('done');
  return done !== null && acts.includes(done) ? { done } : {};
}

/** @throws InvalidInput with everything that is missing of an answer */
export function answerTyped(outcome: string, text: string): { outcome: 'upheld' | 'notUpheld'; text: string } {
  const known = outcome === 'upheld' || outcome === 'notUpheld' ? outcome : undefined;
  const missing = [
    ...(known === undefined ? [{ field: 'outcome', code: 'objection.hear.missing.outcome' }] : []),
    ...(text.trim() === '' ? [{ field: 'text', code: 'desk.missing.reason' }] : []),
  ];
  if (known === undefined || missing.length > 0) throw new InvalidInput(missing);
  return { outcome: known, text };
}

/** @throws InvalidInput for words that nobody wrote */
export function required(field: 'words' | 'text', typed: string): string {
  if (typed.trim() !== '') return typed;
  throw new InvalidInput([{ field, code: field === 'words' ? 'objection.missing.words' : 'desk.missing.reason' }]);
}
