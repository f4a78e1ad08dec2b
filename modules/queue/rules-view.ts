import { sql } from 'kysely';
import { setting, type Db } from '#kernel';
import type { LeafIndex } from '#ledger';
import { hashOf } from './queue-rule.ts';
import { grounds, type Ground } from './priority-store.ts';

/** What was declared of a queue at one place of the ledger. */
export interface DeclaredRule {
  readonly index: LeafIndex;
  readonly discipline: string;
  readonly quota?: number;
  readonly text: string;
  /** Base64, as in the ledger. */
  readonly hash: string;
  readonly from: Date;
}

export interface QueueRules {
  readonly inForce: DeclaredRule;
  /** Declared, and in force later. */
  readonly announced: readonly DeclaredRule[];
  readonly paused?: { readonly since: Date; readonly reason: string; readonly index: LeafIndex };
  readonly grounds: readonly Ground[];
  readonly takes: PriorityTakes;
  readonly asOf: Date;
}

/** Takes from the lanes of priority in the last days. Figures under the smallest cell are not told. */
export interface PriorityTakes {
  readonly days: number;
  /** Undefined where there were some, but too few to be told. */
  readonly total: number | undefined;
  /** By lane, only where neither figure is too small. */
  readonly byLane?: { readonly statutory: number; readonly urgent: number };
  readonly smallest: number;
}

const DAYS = 30;
const DAY_MS = 86_400_000;

/** What holds in a queue, and where the ledger says so; undefined if there is no queue of that code. */
export async function queueRules(db: Db, code: string, asOf: Date): Promise<QueueRules | undefined> {
  const rows = await db
    .selectFrom('queue.rule as r')
    .innerJoin('queue.pool as p', 'p.id', 'r.pool_id')
    .select(['r.index', 'r.discipline', 'r.quota', 'r.text', 'r.valid_from'])
    .where('p.code', '=', code)
    .orderBy('r.index')
    .execute();
  const rules = rows.map(({ index, discipline, quota, text, valid_from }): DeclaredRule => ({
    index,
    discipline,
    text,
    hash: hashOf(text),
    from: valid_from,
    ...(quota === null ? {} : { quota }),
  }));
  const inForce = rules.findLast(({ from }) => from <= asOf) ?? rules[0];
  if (inForce === undefined) return undefined;
  const paused = await pauseOf(db, code);
  return {
    inForce,
    announced: rules.filter(({ index, from }) => index > inForce.index && from > asOf),
    ...(paused === undefined ? {} : { paused }),
    grounds: await grounds(db, asOf),
    takes: await priorityTakes(db, code, asOf),
    asOf,
  };
}

async function pauseOf(db: Db, code: string): Promise<QueueRules['paused']> {
  const row = await db
    .selectFrom('queue.pool as p')
    .innerJoin('queue.service as s', 's.index', 'p.paused_index')
    .select(['s.at', 's.reason', 's.index'])
    .where('p.code', '=', code)
    .executeTakeFirst();
  return row && { since: row.at, reason: row.reason, index: row.index };
}

async function priorityTakes(db: Db, code: string, asOf: Date): Promise<PriorityTakes> {
  const { rows } = await sql<{ statutory: number; urgent: number }>`
    select count(*) filter (where t.lane = 0)::int as statutory, count(*) filter (where t.lane = 1)::int as urgent
    from queue.priority_take t join queue.pool p on p.id = t.pool_id
    where p.code = ${code} and t.at > ${new Date(asOf.getTime() - DAYS * DAY_MS)}`.execute(db);
  const { statutory = 0, urgent = 0 } = rows[0] ?? {};
  const smallest = await setting(db, 'open.smallestCell');
  const tellable = (count: number) => count === 0 || count >= smallest;
  const total = statutory + urgent;
  return {
    days: DAYS,
    smallest,
    total: tellable(total) ? total : undefined,
    ...(total > 0 && tellable(statutory) && tellable(urgent) ? { byLane: { statutory, urgent } } : {}),
  };
}
