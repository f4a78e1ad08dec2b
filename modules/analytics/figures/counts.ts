import type { CaseStamps, Period } from '#cases';
import type { Limit } from '#clocks';
import { promiseEnds, spentOn } from './spent-on.ts';

/** What is counted of the cases of one department and service in one month. */
export interface Counts {
  readonly received: number;
  readonly accepted: number;
  readonly closed: number;
  readonly decided: number;
  /** Of those decided: with a promised time. */
  readonly promised: number;
  /** Of those with a promised time: decided within it. */
  readonly onTime: number;
  /** Accepted, with a promised time, and not decided when the month ended. */
  readonly pending: number;
  /** Of those: over their promised time. */
  readonly overdue: number;
  /** Of those closed: asked for a supplement. */
  readonly supplemented: number;
  /** Of those closed: granted priority. */
  readonly prioritised: number;
  /** Working time that each decision took, in milliseconds. */
  readonly times: readonly number[];
}

export const countNames = [
  'received',
  'accepted',
  'closed',
  'decided',
  'promised',
  'onTime',
  'pending',
  'overdue',
  'supplemented',
  'prioritised',
] as const;

export type CountName = (typeof countNames)[number];

/** What one case adds to its department, service and month. */
export function countsOf(stamps: CaseStamps, { from, until }: Period, promise: Limit | undefined): Counts {
  const within = (at: Date | undefined) => (at !== undefined && at >= from && at < until ? 1 : 0);
  const { acceptedAt, decidedAt, closedAt } = stamps;
  const [closed, decided] = [within(closedAt), within(decidedAt)];
  const ends = promise === undefined ? undefined : promiseEnds(stamps, promise);
  const promised = promise === undefined ? 0 : decided;
  const waits = acceptedAt !== undefined && decidedAt === undefined && closedAt === undefined;
  const pending = promise !== undefined && waits ? 1 : 0;
  const isOver = (at: Date | undefined) => ends !== undefined && at !== undefined && at >= ends;
  return {
    received: within(stamps.receivedAt),
    accepted: within(acceptedAt),
    closed,
    decided,
    promised,
    onTime: isOver(decidedAt) ? 0 : promised,
    pending,
    overdue: isOver(until) ? pending : 0,
    supplemented: stamps.askedAt === undefined ? 0 : closed,
    prioritised: stamps.prioritised ? closed : 0,
    times: decided === 0 ? [] : [spentOn(stamps) ?? 0],
  };
}

export function sum(all: readonly Counts[]): Counts {
  const counts: Record<CountName, number> = { ...NOTHING };
  for (const each of all) for (const name of countNames) counts[name] += each[name];
  return { ...counts, times: all.flatMap(({ times }) => times) };
}

const NOTHING: Readonly<Record<CountName, number>> = {
  received: 0,
  accepted: 0,
  closed: 0,
  decided: 0,
  promised: 0,
  onTime: 0,
  pending: 0,
  overdue: 0,
  supplemented: 0,
  prioritised: 0,
};
