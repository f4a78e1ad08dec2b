import { sql } from 'kysely';
import { startOfDay, type World } from '#kernel';
import { logSize } from '#ledger';
import { poolMeters, publicQueue, type PoolMeter, type PublicQueue } from '#queue';

export interface OpenBoard {
  readonly queues: readonly PoolMeter[];
  readonly totals: {
    readonly received: number;
    readonly receivedToday: number;
    readonly accepted: number;
    readonly closed: number;
    readonly inHand: number;
  };
  /** Number of public records in the acceptance ledger. */
  readonly ledgerSize: bigint;
  readonly asOf: Date;
}

/** Figures for everybody: counts of the whole city, never of a person or a service. */
export async function openBoard(world: World): Promise<OpenBoard> {
  const asOf = world.clock.now();
  const since = startOfDay(asOf);
  const { rows } = await sql<OpenBoard['totals']>`
    select count(*)::int as received,
      count(*) filter (where received_at >= ${since})::int as "receivedToday",
      count(*) filter (where n > 0 or status = 'accepted')::int as accepted,
      count(*) filter (where status in ('notAccepted', 'approved', 'denied', 'delivered', 'withdrawn', 'terminated'))::int
        as closed,
      count(*) filter (where status not in ('notAccepted', 'approved', 'denied', 'delivered', 'withdrawn', 'terminated'))::int
        as "inHand"
    from cases."case"`.execute(world.db);
  const [totals] = rows;
  if (totals === undefined) throw new Error('A count is always one row.');
  return { queues: await poolMeters(world.db, { since }), totals, ledgerSize: await logSize(world.db), asOf };
}

/** One queue, ticket by ticket, without anything that leads to a person or a service. */
export async function openQueue(world: World, code: string): Promise<PublicQueue | undefined> {
  return publicQueue(world.db, code);
}
