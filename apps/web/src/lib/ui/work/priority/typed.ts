import { InvalidInput } from '#kernel';

const acts = ['proposed', 'signed', 'declined'];

/** What has just been done, from the address; what nobody on this side wrote there is not shown. */
export function priorityDone(query: URLSearchParams): { readonly done?: string } {
  const done = query.get('done');
  return done !== null && acts.includes(done) ? { done } : {};
}

/** @throws InvalidInput for a reason that nobody wrote */
export function requireReason(reason: string): string {
  if (reason.trim() === '') throw new InvalidInput([{ field: 'reason', code: 'desk.missing.reason' }]);
  return reason;
}

interface Proposed {
  readonly key: string;
  readonly case: string;
  readonly rule: string;
  readonly reason: string;
}

/** A proposal as it was typed. The result throws InvalidInput with everything that is missing. */
export function priorityInput(value: (name: keyof Proposed) => string): () => Proposed {
  return () => {
    const input = { key: value('key'), case: value('case'), rule: value('rule'), reason: value('reason') };
    const missing = [
      ...(input.case.trim() === '' ? [{ field: 'case', code: 'priority.missing.case' }] : []),
      ...(/^[0-9]{1,18}$/.test(input.rule) ? [] : [{ field: 'rule', code: 'priority.missing.rule' }]),
      ...(input.reason.trim() === '' ? [{ field: 'reason', code: 'desk.missing.reason' }] : []),
    ];
    if (missing.length > 0) throw new InvalidInput(missing);
    return input;
  };
}
