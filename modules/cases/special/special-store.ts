import type { Db, Tx } from '#kernel';
import type { OfficerId, UnitId } from '#identity';

/** A special procedure as its row holds it. */
export interface SpecialRow {
  readonly id: string;
  readonly caseId: string;
  /** Number of the task that waits for it. */
  readonly n: number;
  readonly kind: string;
  readonly basis: string;
  /** The last day that the applicant was told. */
  readonly plannedEnd: Temporal.PlainDate;
  readonly begunAt: Date;
  readonly begunBy: OfficerId;
  readonly unit: UnitId;
  readonly sealed: Buffer;
  readonly endedAt?: Date;
  /** Absent where it ended by itself, at its planned end. */
  readonly endedBy?: OfficerId;
  readonly result?: Buffer;
}

export type NewSpecial = Omit<SpecialRow, 'endedAt' | 'endedBy' | 'result'>;

export async function insertSpecial(tx: Tx, row: NewSpecial): Promise<void> {
  await tx
    .insertInto('cases.special')
    .values({
      id: row.id,
      case_id: row.caseId,
      n: row.n,
      kind: row.kind,
      basis: row.basis,
      planned_end: row.plannedEnd.toString(),
      begun_at: row.begunAt,
      begun_by: row.begunBy,
      unit_id: row.unit,
      sealed: row.sealed,
    })
    .execute();
}

export interface SpecialEnd {
  readonly at: Date;
  readonly by?: OfficerId;
  readonly result?: Buffer;
}

export async function endSpecialRow(tx: Tx, id: string, { at, by, result }: SpecialEnd): Promise<void> {
  await tx
    .updateTable('cases.special')
    .set({ ended_at: at, ended_by: by ?? null, result: result ?? null })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
}

interface Ending {
  readonly at: Date;
  /** Those that the case needs no more; absent: all, the case has ended. */
  readonly tasks?: readonly { readonly n: number }[];
}

/** What was waited for is waited for no more. */
export async function endSpecials(tx: Tx, caseId: string, { at, tasks }: Ending): Promise<readonly SpecialEnded[]> {
  if (tasks?.length === 0) return [];
  const open = tx.updateTable('cases.special').set({ ended_at: at }).where('case_id', '=', caseId);
  const these = tasks === undefined ? open : open.where('n', 'in', [...tasks.map(({ n }) => n)]);
  const rows = await these.where('ended_at', 'is', null).returning(['id', 'planned_end']).execute();
  return rows.map(({ id, planned_end: day }) => ({ id, plannedEnd: Temporal.PlainDate.from(day) }));
}

export type SpecialEnded = Pick<SpecialRow, 'id' | 'plannedEnd'>;

/** The special procedures of a case, oldest first. */
export async function specialsOf(db: Db | Tx, caseId: string): Promise<readonly SpecialRow[]> {
  const rows = await specials(db).where('case_id', '=', caseId).orderBy('begun_at').execute();
  return rows.map(toSpecial);
}

export async function specialById(db: Db | Tx, id: string): Promise<SpecialRow | undefined> {
  const row = await specials(db).where('id', '=', id).executeTakeFirst();
  return row && toSpecial(row);
}

/** Those that have not ended, of the units given, the earliest planned end first. */
export async function openSpecials(db: Db, units: readonly UnitId[]): Promise<readonly SpecialRow[]> {
  if (units.length === 0) return [];
  const rows = await specials(db)
    .where('unit_id', 'in', units)
    .where('ended_at', 'is', null)
    .orderBy('planned_end')
    .limit(MOST_SHOWN)
    .execute();
  return rows.map(toSpecial);
}

const MOST_SHOWN = 200;

function specials(db: Db | Tx) {
  return db.selectFrom('cases.special').selectAll();
}

type Row = Awaited<ReturnType<ReturnType<typeof specials>['execute']>>[number];

function toSpecial(row: Row): SpecialRow {
  return {
    id: row.id,
    caseId: row.case_id,
    n: row.n,
    kind: row.kind,
    basis: row.basis,
    plannedEnd: Temporal.PlainDate.from(row.planned_end),
    begunAt: row.begun_at,
    begunBy: row.begun_by as OfficerId,
    unit: row.unit_id as UnitId,
    sealed: row.sealed,
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
    ...(row.ended_by === null ? {} : { endedBy: row.ended_by as OfficerId }),
    ...(row.result === null ? {} : { result: row.result }),
  };
}
