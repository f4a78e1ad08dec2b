import type { ClockLedger } from './ledger.ts';

/** Whether a suspension of some kinds of clocks, and of one task, takes in a clock. */
export function isSuspendedBy(
  { kind, n }: Pick<ClockLedger, 'kind' | 'n'>,
  by: { readonly kinds: readonly string[]; readonly n: number | undefined },
): boolean {
  return by.kinds.includes(kind) && (kind !== 'task' || by.n === undefined || by.n === n);
}
