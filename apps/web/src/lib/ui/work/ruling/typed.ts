import { InvalidInput } from '#kernel';
import { serviceReasons } from '#queue';

const acts = ['pause', 'open', 'quota'];

/** What has just been done, from the address; what nobody on this side wrote there is not shown. */
export function rulingDone(query: URLSearchParams): { readonly done?: string } {
  const done = query.get('done');
  return done !== null && acts.includes(done) ? { done } : {};
}

/** @throws InvalidInput for a reason that nobody chose */
export function reasonOf(typed: string): (typeof serviceReasons)[number] {
  const reason = serviceReasons.find((known) => known === typed);
  if (reason === undefined) throw new InvalidInput([{ field: 'reason', code: 'ruling.missing.reason' }]);
  return reason;
}

/** Nothing typed is no limit. @throws InvalidInput for anything that is no number from 2 to 100 */
export function quotaOf(typed: string): number | null {
  const text = typed.trim();
  if (text === '') return null;
  const quota = /^[0-9]{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (quota >= 2 && quota <= 100) return quota;
  throw new InvalidInput([{ field: 'quota', code: 'ruling.quota.range' }]);
}
