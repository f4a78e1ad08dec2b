import { sql } from 'kysely';
import type { Db, Tx } from '#kernel';
import type { ClockKind } from './kinds.ts';

/** Something that the passing of time has brought about, for whoever watches all of it. */
export interface ToldRung {
  /** Where to read on. */
  readonly place: string;
  readonly clock: string;
  readonly kind: ClockKind;
  readonly rung: string;
  readonly subject: string;
  readonly n?: number;
  readonly unit?: string;
  readonly legalAt: Date;
}

/** A limit that was made longer. */
export interface ToldExtension {
  readonly place: string;
  readonly clock: string;
  readonly kind: ClockKind;
  readonly subject: string;
  readonly unit?: string;
  readonly basis: string;
  readonly at: Date;
  /** The last day of the longer time, as it was known then. */
  readonly until: Temporal.PlainDate;
}

/**
 * What has come to pass, in an order in which nothing appears behind a place that was read: by the transactions that wrote
 * it, as far as none of them is still open.
 * @param after the place of the last that is known
 */
export async function rungsAfter(db: Db | Tx, after: string | undefined, most: number): Promise<readonly ToldRung[]> {
  const { rows } = await sql<RungRow>`
    select r.written_by::text as by, r.seq::text as seq, r.clock_id, r.rung, r.subject, r.legal_at, c.kind, c.n, c.unit_id
    from clocks.rung r join clocks.clock c on c.id = r.clock_id
    where r.written_by < pg_snapshot_xmin(pg_current_snapshot())
      and (r.written_by, r.seq) > (${partOf(after, 0)}::xid8, ${partOf(after, 1)}::bigint)
    order by r.written_by, r.seq limit ${most}`.execute(db);
  return rows.map((row) => ({
    place: `${row.by}/${row.seq}`,
    clock: row.clock_id,
    kind: row.kind,
    rung: row.rung.startsWith('resume:') ? 'resume' : row.rung,
    subject: row.subject,
    legalAt: row.legal_at,
    ...(row.n === null ? {} : { n: row.n }),
    ...(row.unit_id === null ? {} : { unit: row.unit_id }),
  }));
}

interface RungRow {
  readonly by: string;
  readonly seq: string;
  readonly clock_id: string;
  readonly rung: string;
  readonly subject: string;
  readonly legal_at: Date;
  readonly kind: ClockKind;
  readonly n: number | null;
  readonly unit_id: string | null;
}

/** Which limits were made longer, in the same order. */
export async function extensionsAfter(
  db: Db | Tx,
  after: string | undefined,
  most: number,
): Promise<readonly ToldExtension[]> {
  const { rows } = await sql<ExtensionRow>`
    select e.written_by::text as by, e.clock_id, e.basis, e.at, c.kind, c.subject, c.unit_id,
      ((p.due_at - interval '1 millisecond') at time zone 'Asia/Shanghai')::date as until
    from clocks.extension e join clocks.clock c on c.id = e.clock_id
    join lateral (select due_at from clocks.projection where clock_id = e.clock_id and reason = 'extended' and at = e.at
      order by id desc limit 1) p on true
    where e.written_by < pg_snapshot_xmin(pg_current_snapshot())
      and (e.written_by, e.clock_id) > (${partOf(after, 0)}::xid8, ${partOf(after, 1, NOBODY)}::uuid)
    order by e.written_by, e.clock_id limit ${most}`.execute(db);
  return rows.map((row) => ({
    place: `${row.by}/${row.clock_id}`,
    clock: row.clock_id,
    kind: row.kind,
    subject: row.subject,
    basis: row.basis,
    at: row.at,
    until: Temporal.PlainDate.from(row.until),
    ...(row.unit_id === null ? {} : { unit: row.unit_id }),
  }));
}

interface ExtensionRow {
  readonly by: string;
  readonly clock_id: string;
  readonly basis: string;
  readonly at: Date;
  readonly kind: ClockKind;
  readonly subject: string;
  readonly unit_id: string | null;
  readonly until: string;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

function partOf(place: string | undefined, part: number, nothing = '0'): string {
  return place?.split('/')[part] ?? nothing;
}
