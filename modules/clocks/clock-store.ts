import { sql } from 'kysely';
import { recordSet, type Tx } from '#kernel';
import type { ClockId, SuspensionId } from './kinds.ts';
import type { ClockLedger, Extension, Projected } from './ledger.ts';
import type { Suspension } from './suspension.ts';

/** Whoever writes of a subject's clocks holds this, so that what is decided of them is decided once. */
export async function lockClocks(tx: Tx, subjects: readonly string[]): Promise<void> {
  // In one order, so that two that hold several never wait for each other.
  await sql`select pg_advisory_xact_lock(hashtextextended('clocks:' || s, 0))
    from (select distinct s from unnest(${[...subjects]}::text[]) as s order by s) as each`.execute(tx);
}

/** @returns false: somebody else is at it */
export async function tryLockClocks(tx: Tx, subject: string): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('clocks:' || ${subject}::text, 0)) as free`.execute(tx);
  return rows[0]?.free === true;
}

/** @returns how many are new; the others run already, or ran in the same round */
export async function insertClocks(tx: Tx, clocks: readonly ClockLedger[]): Promise<number> {
  const rows = clocks.map((clock) => ({
    id: clock.id,
    subject: clock.subject,
    kind: clock.kind,
    n: clock.n ?? null,
    round: clock.round,
    region: clock.region,
    ...clock.limit,
    started_at: clock.startedAt,
    opened_at: clock.openedAt,
    legal: clock.legal,
    unit_id: clock.unit ?? null,
    due_at: clock.projected.dueAt,
    next_at: clock.projected.next?.at ?? null,
    next_rung: clock.projected.next?.rung ?? null,
  }));
  const columns = `id uuid, subject uuid, kind text, n smallint, round smallint, region text, value integer, unit text,
    started_at timestamptz, opened_at timestamptz, legal boolean, unit_id uuid, due_at timestamptz, next_at timestamptz,
    next_rung text`;
  const names = columns.split(',').map((column) => column.trim().split(' ')[0]);
  const { numAffectedRows = 0n } = await sql`
    insert into clocks.clock (${sql.raw(names.join(', '))})
    select ${sql.raw(names.join(', '))} from ${recordSet(rows, columns)}
    on conflict do nothing`.execute(tx);
  return Number(numAffectedRows);
}

export interface Moved {
  readonly id: ClockId;
  readonly projected: Projected;
}

/** Writes what the future of some clocks is. */
export async function updateProjections(tx: Tx, moved: readonly Moved[]): Promise<void> {
  if (moved.length === 0) return;
  const rows = moved.map(({ id, projected: { dueAt, next } }) => ({
    id,
    due_at: dueAt,
    next_at: next?.at ?? null,
    next_rung: next?.rung ?? null,
  }));
  await sql`update clocks.clock c set due_at = r.due_at, next_at = r.next_at, next_rung = r.next_rung
    from ${recordSet(rows, 'id uuid, due_at timestamptz, next_at timestamptz, next_rung text')}
    where c.id = r.id`.execute(tx);
}

export type Reason = 'started' | 'suspended' | 'resumed' | 'extended' | 'calendar';

export interface Projection {
  readonly id: ClockId;
  readonly dueAt: Date;
}

export interface Why {
  readonly reason: Reason;
  readonly at: Date;
  readonly change?: bigint;
}

export async function insertProjections(tx: Tx, moved: readonly Projection[], why: Why): Promise<void> {
  if (moved.length === 0) return;
  const rows = moved.map(({ id, dueAt }) => ({ clock_id: id, due_at: dueAt }));
  await sql`insert into clocks.projection (clock_id, due_at, at, reason, change_id)
    select clock_id, due_at, ${why.at}, ${why.reason}, ${why.change ?? null}
    from ${recordSet(rows, 'clock_id uuid, due_at timestamptz')}
    on conflict do nothing`.execute(tx);
}

export async function markStopped(tx: Tx, ids: readonly ClockId[], at: Date): Promise<void> {
  await tx
    .updateTable('clocks.clock')
    .set({ stopped_at: sql<Date>`greatest(started_at, ${at}::timestamptz)` })
    .where('id', 'in', ids)
    .execute();
}

export interface NewSuspension extends Omit<Suspension, 'endedAt'> {
  readonly id?: string;
  readonly subject: string;
  readonly carrier: ClockId;
  readonly kinds: readonly string[];
  readonly n?: number;
}

export async function insertSuspension(tx: Tx, { from, plannedEnd, ...rest }: NewSuspension): Promise<SuspensionId> {
  const { carrier, kinds, n = null, ...same } = rest;
  const row = { ...same, clock_id: carrier, kinds: [...kinds], n, from_at: from, planned_end: plannedEnd.toString() };
  const { id } = await tx.insertInto('clocks.suspension').values(row).returning('id').executeTakeFirstOrThrow();
  return id as SuspensionId;
}

export interface SuspensionEnd {
  readonly id: SuspensionId;
  readonly at: Date;
  /** It ended by itself. */
  readonly planned: boolean;
}

export async function insertSuspensionEnd(tx: Tx, { id, at, planned }: SuspensionEnd): Promise<void> {
  await tx
    .insertInto('clocks.suspension_end')
    .values({ suspension_id: id, ended_at: at, planned })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** @returns whether it is new: an article extends a limit once */
export async function insertExtension(tx: Tx, clock: ClockId, extension: Extension): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('clocks.extension')
    .values({ clock_id: clock, ...extension })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}
