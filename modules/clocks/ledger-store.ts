import type { Db, Tx } from '#kernel';
import type { UnitId } from '#identity';
import type { Limit } from './budget.ts';
import type { ClockId, ClockKind, SuspensionId } from './kinds.ts';
import type { ClockLedger, Extension, KeptSuspension } from './ledger.ts';

type ClockRow = Awaited<ReturnType<typeof rowsOf>>[number];
type SuspensionRow = Awaited<ReturnType<typeof suspensionsOf>>[number];

/** The clocks of some subjects with everything that was ever written of them. */
export async function ledgersOf(db: Db | Tx, subjects: readonly string[]): Promise<readonly ClockLedger[]> {
  if (subjects.length === 0) return [];
  const clocks = await rowsOf(db, subjects);
  const suspensions = await suspensionsOf(db, subjects);
  const extensions = await extensionsOf(db, clocks);
  const raised = await raisedOf(db, subjects);
  return clocks.map((row) => ledgerOf(row, { suspensions, extensions, raised }));
}

async function rowsOf(db: Db | Tx, subjects: readonly string[]) {
  return db
    .selectFrom('clocks.clock')
    .selectAll()
    .where('subject', 'in', subjects)
    .orderBy('started_at')
    .orderBy('id')
    .execute();
}

/** What suspends clocks that begin only now. */
export async function suspensionsFor(
  tx: Tx,
  subjects: readonly string[],
): Promise<(subject: string, kind: ClockKind) => readonly KeptSuspension[]> {
  const rows = await suspensionsOf(tx, subjects);
  return (subject, kind) => rows.filter((row) => row.subject === subject && row.kinds.includes(kind)).map(suspensionOf);
}

interface Beside {
  readonly suspensions: readonly SuspensionRow[];
  readonly extensions: ReadonlyMap<string, readonly Extension[]>;
  readonly raised: ReadonlyMap<string, ReadonlySet<string>>;
}

function ledgerOf(row: ClockRow, { suspensions, extensions, raised }: Beside): ClockLedger {
  const own = suspensions.filter(({ subject, kinds }) => subject === row.subject && kinds.includes(row.kind));
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
    extensions: extensions.get(row.id) ?? [],
    suspensions: own.map(suspensionOf),
    raised: raised.get(row.id) ?? new Set(),
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
    from: row.from_at,
    plannedEnd: Temporal.PlainDate.from(row.planned_end),
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
  };
}

async function suspensionsOf(db: Db | Tx, subjects: readonly string[]) {
  return db
    .selectFrom('clocks.suspension as s')
    .leftJoin('clocks.suspension_end as e', 'e.suspension_id', 's.id')
    .selectAll('s')
    .select('e.ended_at')
    .where('s.subject', 'in', subjects)
    .orderBy('s.from_at')
    .execute();
}

async function extensionsOf(
  db: Db | Tx,
  clocks: readonly ClockRow[],
): Promise<ReadonlyMap<string, readonly Extension[]>> {
  const ids = clocks.map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('clocks.extension')
    .selectAll()
    .where('clock_id', 'in', ids)
    .orderBy('at')
    .orderBy('basis')
    .execute();
  return Map.groupBy(
    rows.map(({ clock_id, unit, ...rest }) => ({ ...rest, unit: unit as Limit['unit'], clock: clock_id })),
    ({ clock }) => clock,
  );
}

async function raisedOf(db: Db | Tx, subjects: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await db
    .selectFrom('clocks.rung')
    .select(['clock_id', 'rung'])
    .where('subject', 'in', subjects)
    .execute();
  const raised = new Map<string, Set<string>>();
  for (const { clock_id, rung } of rows) raised.set(clock_id, (raised.get(clock_id) ?? new Set()).add(rung));
  return raised;
}
