import { sql } from 'kysely';
import { recordSet, type Db, type Tx } from '#kernel';
import type { OfficerId } from '#identity';
import { indexAt, type Follower, type LeafIndex } from '#ledger';
import type { PoolRef, Stage, Ticket } from './order.ts';
import { toPool, toTicket, type TicketRow } from './ticket-row.ts';
import { mayWork } from './work-of.ts';

/**
 * Locks pools, lowest id first. Whoever changes who may be taken does this before reading the queue and keeps it to the
 * commit: without it 504 of 731 honest takes looked like jumps to a monitor, with it none of 2,174.
 */
export async function lockPools(tx: Tx, ids: readonly number[]): Promise<readonly LockedPool[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('queue.pool')
    .select(['id', 'code', 'stage', 'paused_index'])
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map((row) => ({ ...toPool(row), paused: row.paused_index !== null }));
}

export interface LockedPool extends PoolRef {
  readonly paused: boolean;
}

/** Locks the pool in which a task has its ticket. */
export async function lockPoolOf(tx: Tx, task: { readonly caseId: string; readonly n: number }): Promise<void> {
  await sql`select p.id from queue.pool p
    where p.id = (select pool_id from queue.ticket where case_id = ${task.caseId} and n = ${task.n}) for update`.execute(
    tx,
  );
}

/** The pools in which a case has open tasks: all of them, or those of some numbers. */
export async function poolsOfTasks(tx: Tx, caseId: string, numbers?: readonly number[]): Promise<readonly number[]> {
  if (numbers?.length === 0) return [];
  const open = tx
    .selectFrom('queue.ticket')
    .select('pool_id')
    .distinct()
    .where('case_id', '=', caseId)
    .where('state', '<>', 'done');
  const rows = await (numbers === undefined ? open : open.where('n', 'in', [...numbers])).execute();
  return rows.map(({ pool_id }) => pool_id);
}

/** The open tasks of a case, by number. */
export async function openTasks(
  db: Db | Tx,
  caseId: string,
): Promise<readonly { readonly n: number; readonly stage: Stage; readonly state: 'waiting' | 'held' | 'taken' }[]> {
  const { rows } = await sql<{ n: number; stage: Stage; state: 'waiting' | 'held' | 'taken' }>`
    select t.n, p.stage, t.state from queue.ticket t join queue.pool p on p.id = t.pool_id
    where t.case_id = ${caseId} and t.state <> 'done' order by t.n`.execute(db);
  return rows;
}

/** Takes the next dense number of a locked pool. */
export async function nextNumber(tx: Tx, pool: PoolRef): Promise<bigint> {
  const row = await tx
    .updateTable('queue.pool')
    .set((eb) => ({ next_qn: eb('next_qn', '+', 1n) }))
    .where('id', '=', pool.id)
    .returning('next_qn')
    .executeTakeFirstOrThrow();
  return row.next_qn - 1n;
}

/** Takes the next dense numbers of locked pools, as many as each is given. @returns the first of each, by pool. */
export async function nextNumbers(tx: Tx, counts: ReadonlyMap<number, number>): Promise<ReadonlyMap<number, bigint>> {
  const { rows } = await sql<{ id: number; first: bigint }>`
    update queue.pool p set next_qn = p.next_qn + c.count
    from unnest(${[...counts.keys()]}::integer[], ${[...counts.values()]}::integer[]) as c (id, count)
    where p.id = c.id returning p.id, p.next_qn - c.count as first`.execute(tx);
  return new Map(rows.map(({ id, first }) => [id, first]));
}

/** The task that an officer has in hand and may work on: with the role for it gone, it is nobody's to see or decide. */
export async function inHandOf(db: Db | Tx, officer: OfficerId): Promise<TicketInHand | undefined> {
  const { rows } = await sql<TicketRow & InHandRow>`
    select p.id as pool_id, p.code, p.stage, t.case_id, t.n, t.lane, t.ref, t.grant_index, t.taken_at,
      t.touched_at, t.take_index
    from queue.ticket t join queue.pool p on p.id = t.pool_id
    where t.taken_by = ${officer} and t.state = 'taken' and ${mayWork(sql`${officer}`)}`.execute(db);
  const [row] = rows;
  return row && { ...toTicket(row), takenAt: row.taken_at, touchedAt: row.touched_at, takeIndex: row.take_index };
}

/** Whether an officer has taken a task that has not gone back yet, in office or not. */
export async function hasTaken(db: Db | Tx, officer: OfficerId): Promise<boolean> {
  const row = await db
    .selectFrom('queue.ticket')
    .select('n')
    .where('taken_by', '=', officer)
    .where('state', '=', 'taken')
    .executeTakeFirst();
  return row !== undefined;
}

export interface TicketInHand extends Ticket {
  readonly takenAt: Date;
  readonly touchedAt: Date;
  readonly takeIndex: LeafIndex;
}

interface InHandRow {
  readonly taken_at: Date;
  readonly touched_at: Date;
  readonly take_index: bigint;
}

/** Follower: puts a task into a locked pool, in the lane that its case was granted. `ref` is given, or the place of the submission in the same append. */
export function entering(ticket: {
  readonly caseId: string;
  readonly n: number;
  readonly pool: PoolRef;
  readonly qn: bigint;
  readonly ref: LeafIndex | { readonly plus: number };
  readonly at: Date;
  /** It is done in the same append: the platform opens and ends it at once. */
  readonly done?: boolean;
}): Follower {
  const ref = typeof ticket.ref === 'bigint' ? sql`${ticket.ref}::bigint` : indexAt(ticket.ref.plus);
  return sql`insert into queue.ticket (case_id, n, pool_id, qn, ref, entered_at, state, done_at, lane, grant_index)
    select ${ticket.caseId}::uuid, ${ticket.n}::smallint, ${ticket.pool.id}::integer, ${ticket.qn}::bigint, ${ref},
      ${ticket.at}::timestamptz, ${ticket.done === true ? 'done' : 'waiting'}::text,
      case when ${ticket.done === true} then ${ticket.at}::timestamptz end, coalesce(g.lane, 2), g.index
    from (select) one left join lateral (select lane, index from queue.priority_grant
      where case_id = ${ticket.caseId} order by index desc limit 1) g on true`;
}

/** Follower: puts the first tasks of new cases into locked pools; each case is the leaf at its place of the append. */
export function enteringAll(
  tickets: readonly {
    readonly caseId: string;
    readonly pool: PoolRef;
    readonly qn: bigint;
    readonly place: number;
    readonly at: Date;
  }[],
): Follower {
  const rows = tickets.map(({ caseId, pool, qn, place, at }) => ({
    case_id: caseId,
    pool_id: pool.id,
    qn: String(qn),
    place,
    at,
  }));
  return sql`insert into queue.ticket (case_id, n, pool_id, qn, ref, entered_at)
    select case_id, 0, pool_id, qn, ${indexAt(sql`r.place`)}, at
    from ${recordSet(rows, 'case_id uuid, pool_id integer, qn bigint, place integer, at timestamptz')}`;
}

/** Follower: an officer has the task in hand from now on, by the leaf at `place`. */
export function taking(
  ticket: Pick<Ticket, 'caseId' | 'n'>,
  officer: OfficerId,
  { at, place }: { at: Date; place: number },
): Follower {
  return sql`update queue.ticket set state = 'taken', taken_by = ${officer}, taken_at = ${at}, touched_at = ${at},
    take_index = ${indexAt(place)} where case_id = ${ticket.caseId} and n = ${ticket.n}`;
}

/** Follower: the task waits, is held, or is done; it is in nobody's hand. */
export function leaving(task: { caseId: string; n: number }, state: 'waiting' | 'held' | 'done', at: Date): Follower {
  return sql`update queue.ticket set state = ${state}, taken_by = null, taken_at = null, touched_at = null,
    take_index = null, done_at = case when ${state}::text = 'done' then ${at}::timestamptz end
    where case_id = ${task.caseId} and n = ${task.n}`;
}

/** Follower: every open task of a case ends with it. */
export function endingAll(caseId: string, at: Date): Follower {
  return sql`update queue.ticket set state = 'done', taken_by = null, taken_at = null, touched_at = null,
    take_index = null, done_at = ${at} where case_id = ${caseId} and state <> 'done'`;
}

/** Follower: bars an officer from a stage of a case (any stage if undefined) because of an act. */
export function barring(bar: {
  readonly caseId: string;
  readonly officer: OfficerId;
  readonly index: LeafIndex | { readonly plus: number };
  readonly stage: Stage | undefined;
}): Follower {
  const index = typeof bar.index === 'bigint' ? sql`${bar.index}::bigint` : indexAt(bar.index.plus);
  return sql`insert into queue.bar (case_id, officer_id, index, stage)
    values (${bar.caseId}, ${bar.officer}, ${index}, ${bar.stage ?? null})`;
}

/** An officer who still works on a task is not one who vanished. */
export async function touch(db: Db | Tx, officer: OfficerId, at: Date): Promise<void> {
  await db
    .updateTable('queue.ticket')
    .set({ touched_at: at })
    .where('taken_by', '=', officer)
    .where('state', '=', 'taken')
    .execute();
}
