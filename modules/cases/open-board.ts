import { sql } from 'kysely';
import { startOfDay, type World } from '#kernel';
import { objectionFigures, type ObjectionFigures } from './objections/figures.ts';
import { logSize } from '#ledger';
import {
  numbersGiven,
  poolMeters,
  publicQueue,
  queueRules,
  type PoolMeter,
  type PublicQueue,
  type QueueCursors,
  type QueueRules,
} from '#queue';

export interface OpenBoard {
  readonly queues: readonly PoolMeter[];
  readonly totals: {
    readonly received: number;
    readonly receivedToday: number;
    readonly accepted: number;
    readonly closed: number;
    readonly inHand: number;
  };
  readonly objections: ObjectionFigures;
  /** Number of public records in the acceptance ledger. */
  readonly ledgerSize: bigint;
  readonly asOf: Date;
}

/** Figures for everybody: counts of the whole city, never of a person or a service. */
export async function openBoard(world: World): Promise<OpenBoard> {
  const asOf = world.clock.now();
  const since = startOfDay(asOf);
  // Dense numbers tell how many were received, and partial indices hold the few that are open or were never accepted:
  // the board stays quick however many cases the city has had.
  const { rows } = await sql<OpenBoard['totals']>`
    with facts as (
      select
        -- Whom the platform leaves to people draws a second number.
        ${numbersGiven('acceptance')} - (select count(*)::int from cases."case" where accept_n > 0) as received,
        (select count(*)::int from cases."case" where received_at >= ${since}) as today,
        (select count(*)::int from cases."case" where n = accept_n)
          + (select count(*)::int from cases.lost_submission where n = 0) as "notAccepted",
        (select count(*)::int from cases."case" where status in
          ('submitted', 'supplementRequested', 'supplementSubmitted', 'accepted', 'inReview', 'delivering'))
          + (select count(*)::int from cases.lost_submission where settled_at is null) as open)
    select received, today as "receivedToday", received - "notAccepted" as accepted, received - open as closed,
      open as "inHand"
    from facts`.execute(world.db);
  const [totals] = rows;
  if (totals === undefined) throw new Error('A count is always one row.');
  return {
    queues: await poolMeters(world.db, { since }),
    totals,
    objections: await objectionFigures(world.db),
    ledgerSize: await logSize(world.db),
    asOf,
  };
}

export interface OpenQueue extends PublicQueue {
  readonly rules: QueueRules;
}

/** One queue, its rules, and its tickets one by one, without anything that leads to a person or a service. */
export async function openQueue(
  { db, clock }: World,
  code: string,
  cursors: QueueCursors = {},
): Promise<OpenQueue | undefined> {
  const queue = await publicQueue(db, code, cursors);
  const rules = queue && (await queueRules(db, code, clock.now()));
  return queue === undefined || rules === undefined ? undefined : { ...queue, rules };
}
