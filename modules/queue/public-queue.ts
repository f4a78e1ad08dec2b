import { sql, type RawBuilder } from 'kysely';
import { slice, type Cursor, type Db, type Slice } from '#kernel';
import type { LeafIndex } from '#ledger';
import type { Lane, Stage } from './order.ts';

/** A ticket as anybody may see it: nothing leads to a person or a service. */
export interface PublicTicket {
  readonly qn: bigint;
  readonly ref: LeafIndex;
  /** Number of the task within its case. */
  readonly n: number;
  readonly lane: Lane;
  readonly state: 'waiting' | 'held' | 'taken' | 'done';
  readonly enteredAt: Date;
  readonly takenAt?: Date;
  readonly doneAt?: Date;
}

export interface PublicQueue {
  readonly code: string;
  readonly unit: string;
  readonly stage: Stage;
  /** The platform itself works here. */
  readonly automatic: boolean;
  readonly declaredIndex: LeafIndex;
  /** A page of the open tickets, in the order of their turns. */
  readonly open: Slice<PublicTicket>;
  /** Open tickets before that page. */
  readonly openBefore: number;
  readonly openTotal: number;
  /** A page of the finished ones, the latest first. */
  readonly done: Slice<PublicTicket>;
  readonly doneTotal: number;
}

/** Where the two lists of a queue are opened; the key of an open ticket is lane, index and task, of a done one time and number. */
export interface QueueCursors {
  readonly open?: Cursor | undefined;
  readonly done?: Cursor | undefined;
}

/** Tickets on a page. */
export const QUEUE_PAGE = 100;

/** One queue for `/open/queues/{code}`; undefined if there is none of that code. */
export async function publicQueue(db: Db, code: string, cursors: QueueCursors = {}): Promise<PublicQueue | undefined> {
  if (!/^[a-z0-9-]{2,40}$/.test(code)) return undefined;
  const pool = await db
    .selectFrom('queue.pool as p')
    .innerJoin('identity.unit as u', 'u.id', 'p.unit_id')
    .select(['p.id', 'p.code', 'p.stage', 'p.discipline', 'p.declared_index', 'p.next_qn', 'u.short_name'])
    .where('p.code', '=', code)
    .executeTakeFirst();
  if (pool === undefined) return undefined;
  const open = await openTickets(db, pool.id, cursors.open);
  const { before, total } = await openCounts(db, pool.id, open.rows[0]);
  return {
    code: pool.code,
    unit: pool.short_name,
    stage: pool.stage as Stage,
    automatic: pool.discipline === 'automatic',
    declaredIndex: pool.declared_index,
    open,
    openBefore: before,
    openTotal: total,
    done: await doneTickets(db, pool.id, cursors.done),
    // Numbers are dense: whatever is not open is done, without counting years of tickets.
    doneTotal: Number(pool.next_qn) - 1 - total,
  };
}

async function openTickets(db: Db, pool: number, cursor: Cursor | undefined): Promise<Slice<PublicTicket>> {
  const [lane = 0n, ref = 0n, n = 0n] = cursor?.key ?? [];
  const place = sql`(${lane}::bigint, ${ref}::bigint, ${n}::bigint)`;
  const found = await tickets(db, {
    among: sql`pool_id = ${pool} and state <> 'done'`,
    ...(cursor?.side === 'before'
      ? { beyond: sql`(lane, ref, n) < ${place}`, order: sql`lane desc, ref desc, n desc` }
      : { beyond: cursor && sql`(lane, ref, n) > ${place}`, order: sql`lane, ref, n` }),
  });
  return slice({
    found,
    size: QUEUE_PAGE,
    cursor,
    keyOf: (ticket) => [BigInt(ticket.lane), ticket.ref, BigInt(ticket.n)],
  });
}

async function doneTickets(db: Db, pool: number, cursor: Cursor | undefined): Promise<Slice<PublicTicket>> {
  const [time = 0n, qn = 0n] = cursor?.key ?? [];
  const at = new Date(Math.min(Number(time), LATEST_MS));
  const found = await tickets(db, {
    among: sql`pool_id = ${pool} and state = 'done'`,
    ...(cursor?.side === 'before'
      ? { beyond: sql`(done_at, qn) > (${at}::timestamptz, ${qn}::bigint)`, order: sql`done_at, qn` }
      : {
          beyond: cursor && sql`(done_at, qn) < (${at}::timestamptz, ${qn}::bigint)`,
          order: sql`done_at desc, qn desc`,
        }),
  });
  return slice({
    found,
    size: QUEUE_PAGE,
    cursor,
    keyOf: (ticket) => [BigInt(ticket.doneAt?.getTime() ?? 0), ticket.qn],
  });
}

/** The year 9999: what a cursor could ask for beyond it is no time for the database. */
const LATEST_MS = 253_402_300_799_000;

interface TicketQuery {
  readonly among: RawBuilder<unknown>;
  readonly beyond: RawBuilder<unknown> | undefined;
  readonly order: RawBuilder<unknown>;
}

async function tickets(db: Db, { among, beyond, order }: TicketQuery): Promise<readonly PublicTicket[]> {
  const { rows } = await sql<TicketRow>`
    select qn, ref, n, lane, state, entered_at, taken_at, done_at from queue.ticket
    where ${among} and ${beyond ?? sql`true`} order by ${order} limit ${QUEUE_PAGE + 1}`.execute(db);
  return rows.map(toPublic);
}

async function openCounts(
  db: Db,
  pool: number,
  first: PublicTicket | undefined,
): Promise<{ readonly before: number; readonly total: number }> {
  const { rows } = await sql<{ before: number; total: number }>`
    select count(*)::int as total,
      (count(*) filter (where (lane, ref, n) < (${first?.lane ?? 0}::bigint, ${first?.ref ?? 0n}::bigint, ${first?.n ?? 0}::bigint)))::int as before
    from queue.ticket where pool_id = ${pool} and state <> 'done'`.execute(db);
  return rows[0] ?? { before: 0, total: 0 };
}

interface TicketRow {
  readonly qn: bigint;
  readonly ref: bigint;
  readonly n: number;
  readonly lane: number;
  readonly state: string;
  readonly entered_at: Date;
  readonly taken_at: Date | null;
  readonly done_at: Date | null;
}

function toPublic(row: TicketRow): PublicTicket {
  return {
    qn: row.qn,
    ref: row.ref,
    n: row.n,
    lane: row.lane as Lane,
    state: row.state as PublicTicket['state'],
    enteredAt: row.entered_at,
    ...(row.taken_at === null ? {} : { takenAt: row.taken_at }),
    ...(row.done_at === null ? {} : { doneAt: row.done_at }),
  };
}
