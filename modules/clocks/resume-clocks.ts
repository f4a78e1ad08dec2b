import { Refusal, type Tx } from '#kernel';
import { insertSuspensionEnd, lockClocks } from './clock-store.ts';
import { footingAt, reproject } from './footing.ts';
import type { SuspensionId } from './kinds.ts';
import type { ClockLedger } from './ledger.ts';
import { ledgersOf } from './ledger-store.ts';
import { endOf } from './suspension.ts';

export interface Resuming {
  readonly subject: string;
  /** Which of several; without it whatever suspends the subject. */
  readonly suspension?: SuspensionId;
}

/**
 * Ends a suspension before its planned end. After that there is nothing to end: the clocks run by themselves.
 * @throws Refusal clocks.not-suspended, also when it was ended before; clocks.suspension-reversed
 */
export async function resumeClocks(tx: Tx, { subject, suspension }: Resuming, now: Date): Promise<void> {
  await lockClocks(tx, [subject]);
  const clocks = await ledgersOf(tx, [subject]);
  const ending = new Set<SuspensionId>();
  for (const each of clocks.flatMap(({ suspensions }) => suspensions)) {
    const isOpen = each.endedAt === undefined && now < endOf(each);
    if (!isOpen || (suspension !== undefined && each.id !== suspension)) continue;
    if (now < each.from) throw new Refusal('clocks.suspension-reversed');
    ending.add(each.id);
  }
  if (ending.size === 0) throw new Refusal('clocks.not-suspended');
  for (const id of ending) await insertSuspensionEnd(tx, { id, at: now, planned: false });
  const footing = await footingAt(tx, now);
  await reproject(tx, withEnds(clocks, ending, now), { footing, why: { reason: 'resumed', at: now } });
}

function withEnds(
  clocks: readonly ClockLedger[],
  ending: ReadonlySet<SuspensionId>,
  endedAt: Date,
): readonly ClockLedger[] {
  return clocks.map((clock) => ({
    ...clock,
    suspensions: clock.suspensions.map((each) => (ending.has(each.id) ? { ...each, endedAt } : each)),
  }));
}
