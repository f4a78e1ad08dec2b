import { randomUUID } from 'node:crypto';
import { Refusal, type Tx } from '#kernel';
import type { UnitId } from '#identity';
import { limitProblem, type Limit } from './budget.ts';
import { insertClocks, insertProjections, lockClocks } from './clock-store.ts';
import { footingAt, projected } from './footing.ts';
import type { ClockId, ClockKind } from './kinds.ts';
import type { ClockLedger } from './ledger.ts';
import { suspensionsFor } from './ledger-store.ts';

export interface ClockStart {
  /** The case, order, rating … that it is about. */
  readonly subject: string;
  readonly kind: ClockKind;
  /** Which task or question of the subject, where there may be several. */
  readonly n?: number;
  /** Where the same clock begins anew, as after a supplement: 2, 3 … */
  readonly round?: number;
  /** Whose calendar counts. */
  readonly region: string;
  readonly limit: Limit;
  /** The event from which it counts. */
  readonly startedAt: Date;
  /** The legal moment at which it came to be, where that is later: nothing comes of it before. */
  readonly openedAt?: Date;
  /** Whether its effects have the force of law; else they are a promise. */
  readonly legal: boolean;
  readonly unit?: UnitId;
}

/**
 * Starts clocks within the act that starts them; its caller holds the locks of the subjects.
 * @throws Refusal clocks.started-already where one of them runs, or ran in the same round; clocks.limit-…
 */
export async function startClocks(tx: Tx, starts: readonly ClockStart[], now: Date): Promise<readonly ClockId[]> {
  if (starts.length === 0) return [];
  const subjects = starts.map(({ subject }) => subject);
  await lockClocks(tx, subjects);
  const suspensions = await suspensionsFor(tx, subjects);
  const footing = await footingAt(tx, now);
  const clocks = starts.map((start) => {
    const clock = newClock(start);
    const standing = { ...clock, suspensions: suspensions(clock) };
    return { ...standing, projected: projected(standing, footing) };
  });
  if ((await insertClocks(tx, clocks)) < clocks.length) throw new Refusal('clocks.started-already');
  const due = clocks.map(({ id, projected: { dueAt } }) => ({ id, dueAt }));
  await insertProjections(tx, due, { reason: 'started', at: now });
  return clocks.map(({ id }) => id);
}

/** One clock: `startClocks`. */
export async function startClock(tx: Tx, start: ClockStart, now: Date): Promise<ClockId> {
  const [id] = await startClocks(tx, [start], now);
  if (id === undefined) throw new Error('A clock that was started has an id.');
  return id;
}

function newClock({ round = 1, openedAt, ...start }: ClockStart): Omit<ClockLedger, 'suspensions'> {
  const problem = limitProblem(start.limit);
  if (problem !== undefined) throw new Refusal(problem);
  if (openedAt !== undefined && openedAt < start.startedAt) throw new Refusal('clocks.opened-before-start');
  return {
    ...start,
    limit: { value: start.limit.value, unit: start.limit.unit },
    id: randomUUID() as ClockId,
    round,
    openedAt: openedAt ?? start.startedAt,
    extensions: [],
    raised: new Set(),
    projected: { dueAt: start.startedAt },
  };
}
