import type { Tx } from '#kernel';
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
 * that has stopped already keeps its moment. Where the server's clock has jumped back behind its start, it stops at its
 * start.
 * @returns how many ran
 */
export async function stopClocks(tx: Tx, which: Which, { at, now }: Moment): Promise<number> {
  await lockClocks(tx, [which.subject]);
  const running = (await ledgersOf(tx, [which.subject])).filter((clock) => isMeant(clock, which) && !clock.stoppedAt);
  if (running.length === 0) return 0;
  const ids = running.map(({ id }) => id);
  await markStopped(tx, ids, at);
  const footing = await footingAt(tx, now);
  const anew = running.map((clock) => ({
    ...clock,
    after: projected({ ...clock, stoppedAt: stopOf(clock, at) }, footing),
  }));
  await updateProjections(
    tx,
    anew
      .filter(({ projected: before, after }) => !isSame(before, after))
      .map(({ id, after }) => ({ id, projected: after })),
  );
  return running.length;
}

function stopOf({ startedAt }: ClockLedger, at: Date): Date {
  return at < startedAt ? startedAt : at;
}

export function isMeant(clock: ClockLedger, { kinds, n }: Pick<Which, 'kinds' | 'n'>): boolean {
  return (kinds === undefined || kinds.includes(clock.kind)) && (n === undefined || clock.n === n);
}
