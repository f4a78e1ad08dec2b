import { Refusal, type Tx } from '#kernel';
import { lockClocks, markStopped, updateProjections } from './clock-store.ts';
import { footingAt, isSame, projected } from './footing.ts';
import type { ClockKind } from './kinds.ts';
import type { ClockLedger } from './ledger.ts';
import { ledgersOf } from './ledger-store.ts';

/** Clocks of one subject. */
export interface Which {
  readonly subject: string;
  /** Without it those of every kind. */
  readonly kinds?: readonly ClockKind[];
  /** Without it those of every task or question. */
  readonly n?: number;
}

export interface Moment {
  /** The legal moment of the act. */
  readonly at: Date;
  readonly now: Date;
}

/**
 * Stops clocks that run. What had come due before comes to pass all the same, what would have come later does not. One
 * that has stopped already keeps its moment.
 * @returns how many ran
 * @throws Refusal clocks.stopped-before-start
 */
export async function stopClocks(tx: Tx, which: Which, { at, now }: Moment): Promise<number> {
  await lockClocks(tx, [which.subject]);
  const running = (await ledgersOf(tx, [which.subject])).filter((clock) => isMeant(clock, which) && !clock.stoppedAt);
  if (running.length === 0) return 0;
  if (running.some(({ startedAt }) => at < startedAt)) throw new Refusal('clocks.stopped-before-start');
  const ids = running.map(({ id }) => id);
  await markStopped(tx, ids, at);
  const footing = await footingAt(tx, now);
  const anew = running.map((clock) => ({ ...clock, after: projected({ ...clock, stoppedAt: at }, footing) }));
  await updateProjections(
    tx,
    anew
      .filter(({ projected: before, after }) => !isSame(before, after))
      .map(({ id, after }) => ({ id, projected: after })),
  );
  return running.length;
}

export function isMeant(clock: ClockLedger, { kinds, n }: Pick<Which, 'kinds' | 'n'>): boolean {
  return (kinds === undefined || kinds.includes(clock.kind)) && (n === undefined || clock.n === n);
}
