import { sql } from 'kysely';
import type { Db, Tx } from '#kernel';
import type { UnitId } from '#identity';
import type { Limit } from './budget.ts';
import type { ClockId, ClockKind, SuspensionId } from './kinds.ts';
import { isSuspendedBy } from './suspended-by.ts';
import type { ClockLedger, Extension, KeptSuspension } from './ledger.ts';

/** The clocks of some subjects with everything that was ever written of them, the earlier started first. */
export async function ledgersOf(db: Db | Tx, subjects: readonly string[]): Promise<readonly ClockLedger[]> {
  if (subjects.length === 0) return [];
  const { rows } = await sql<ClockRow>`
    ${sql.raw(EVERYTHING)} where c.subject = any(${[...subjects]}::uuid[]) order by c.started_at, c.id`.execute(db);
  return rows.map(ledgerOf);
}

/** Running clocks of one region that come after another in the order of their ids, and may end from a moment on. */
export async function runningLedgers(
  db: Db | Tx,
  { region, after, from, most }: { region: string; after: string; from: Date; most: number },
): Promise<readonly ClockLedger[]> {
  const { rows } = await sql<ClockRow>`
    ${sql.raw(EVERYTHING)}
    where c.region = ${region} and c.id > ${after}::uuid and c.stopped_at is null
      and (c.due_at >= ${from} or c.next_at >= ${from})
    order by c.id limit ${most}`.execute(db);
  return rows.map(ledgerOf);
}

/** What suspends clocks that begin only now. */
export async function suspensionsFor(
  tx: Tx,
  subjects: readonly string[],
): Promise<(clock: Pick<ClockLedger, 'subject' | 'kind' | 'n'>) => readonly KeptSuspension[]> {
  const { rows } = await sql<SuspensionRow & { subject: string; kinds: readonly string[] }>`
    select s.id, s.clock_id, s.kind, s.basis, s.from_at, s.planned_end, s.n, s.subject, s.kinds, e.ended_at
    from clocks.suspension s left join clocks.suspension_end e on e.suspension_id = s.id
    where s.subject = any(${[...subjects]}::uuid[]) order by s.from_at`.execute(tx);
  return (clock) =>
    rows
      .filter((row) => row.subject === clock.subject && isSuspendedBy(clock, { ...row, n: row.n ?? undefined }))
      .map(suspensionOf);
}

/** One statement: acts ask for it several times, and each way to the database costs more than what is read. */
const EVERYTHING = `
  select c.*,
    (select json_agg(row_to_json(x)) from (
      select s.id, s.clock_id, s.kind, s.basis, s.from_at, s.planned_end, s.n, e.ended_at
      from clocks.suspension s left join clocks.suspension_end e on e.suspension_id = s.id
      where s.subject = c.subject and c.kind = any(s.kinds)
        and (c.kind <> 'task' or s.n is null or s.n = c.n) order by s.from_at) x) as suspensions,
    (select json_agg(row_to_json(x)) from (
      select value, unit, basis, at from clocks.extension where clock_id = c.id order by at, basis) x) as extensions,
    (select array_agg(rung) from clocks.rung where clock_id = c.id) as raised
  from clocks.clock c`;

interface ClockRow {
  readonly id: string;
  readonly subject: string;
  readonly kind: string;
  readonly n: number | null;
  readonly round: number;
  readonly region: string;
  readonly value: number;
  readonly unit: string;
  readonly started_at: Date;
  readonly opened_at: Date;
  readonly legal: boolean;
  readonly unit_id: string | null;
  readonly stopped_at: Date | null;
  readonly due_at: Date;
  readonly next_at: Date | null;
  readonly next_rung: string | null;
  readonly suspensions: readonly SuspensionRow[] | null;
  readonly extensions: readonly (Omit<Extension, 'at'> & { readonly at: string })[] | null;
  readonly raised: readonly string[] | null;
}

interface SuspensionRow {
  readonly id: string;
  readonly clock_id: string;
  readonly kind: string;
  readonly basis: string;
  /** As JSON it is text. */
  readonly from_at: Date | string;
  readonly planned_end: string;
  readonly n: number | null;
  readonly ended_at: Date | string | null;
}

function ledgerOf(row: ClockRow): ClockLedger {
  return {
    id: row.id as ClockId,
    subject: row.subject,
    kind: row.kind as ClockKind,
    round: row.round,
    region: row.region,
    limit: { value: row.value, unit: row.unit as Limit['unit'] },
    startedAt: row.started_at,
    openedAt: row.opened_at,
    legal: row.legal,
    suspensions: (row.suspensions ?? []).map(suspensionOf),
    extensions: (row.extensions ?? []).map(({ at, ...granted }) => ({ ...granted, at: new Date(at) })),
    raised: new Set(row.raised),
    projected: {
      dueAt: row.due_at,
      ...(row.next_at === null || row.next_rung === null ? {} : { next: { rung: row.next_rung, at: row.next_at } }),
    },
    ...(row.n === null ? {} : { n: row.n }),
    ...(row.unit_id === null ? {} : { unit: row.unit_id as UnitId }),
    ...(row.stopped_at === null ? {} : { stoppedAt: row.stopped_at }),
  };
}

function suspensionOf(row: SuspensionRow): KeptSuspension {
  return {
    id: row.id as SuspensionId,
    carrier: row.clock_id as ClockId,
    kind: row.kind,
    basis: row.basis,
    from: new Date(row.from_at),
    plannedEnd: Temporal.PlainDate.from(row.planned_end),
    ...(row.n === null ? {} : { n: row.n }),
    ...(row.ended_at === null ? {} : { endedAt: new Date(row.ended_at) }),
  };
}
