import type { Db, Tx } from '#kernel';
import type { OfficerId, UnitId } from '#identity';

/** A proposal to extend the time for a decision, and what became of it. */
export interface ExtensionRow {
  readonly id: string;
  readonly caseId: string;
  /** Number of the task in hand when it was proposed. */
  readonly n: number;
  readonly workdays: number;
  /** Several departments work on the case: the longer time, approved one level higher. */
  readonly joint: boolean;
  readonly proposedAt: Date;
  readonly proposedBy: OfficerId;
  readonly unit: UnitId;
  readonly sealed: Buffer;
  readonly decision?: {
    readonly at: Date;
    readonly by: OfficerId;
    readonly granted: boolean;
    readonly answer: Buffer;
  };
}

export type NewExtension = Omit<ExtensionRow, 'decision'>;

export async function insertExtension(tx: Tx, row: NewExtension): Promise<void> {
  await tx
    .insertInto('cases.extension')
    .values({
      id: row.id,
      case_id: row.caseId,
      n: row.n,
      workdays: row.workdays,
      joint: row.joint,
      proposed_at: row.proposedAt,
      proposed_by: row.proposedBy,
      unit_id: row.unit,
      sealed: row.sealed,
    })
    .execute();
}

export async function decideExtensionRow(
  tx: Tx,
  id: string,
  { at, by, granted, answer }: NonNullable<ExtensionRow['decision']>,
): Promise<void> {
  await tx
    .updateTable('cases.extension')
    .set({ decided_at: at, decided_by: by, granted, answer })
    .where('id', '=', id)
    .where('decided_at', 'is', null)
    .execute();
}

/** Everything that was proposed for a case, oldest first. */
export async function extensionsOf(db: Db | Tx, caseId: string): Promise<readonly ExtensionRow[]> {
  const rows = await extensions(db).where('case_id', '=', caseId).orderBy('proposed_at').execute();
  return rows.map(toExtension);
}

export async function extensionById(db: Db | Tx, id: string): Promise<ExtensionRow | undefined> {
  const row = await extensions(db).where('id', '=', id).executeTakeFirst();
  return row && toExtension(row);
}

/** Those that nobody has answered yet, the oldest first. */
export async function openExtensions(db: Db): Promise<readonly ExtensionRow[]> {
  const rows = await extensions(db).where('decided_at', 'is', null).orderBy('proposed_at').limit(MOST_SHOWN).execute();
  return rows.map(toExtension);
}

const MOST_SHOWN = 200;

function extensions(db: Db | Tx) {
  return db.selectFrom('cases.extension').selectAll();
}

type Row = Awaited<ReturnType<ReturnType<typeof extensions>['execute']>>[number];

function toExtension(row: Row): ExtensionRow {
  const { decided_at: at, decided_by: by, granted, answer } = row;
  const isDecided = at !== null && by !== null && granted !== null && answer !== null;
  return {
    id: row.id,
    caseId: row.case_id,
    n: row.n,
    workdays: row.workdays,
    joint: row.joint,
    proposedAt: row.proposed_at,
    proposedBy: row.proposed_by as OfficerId,
    unit: row.unit_id as UnitId,
    sealed: row.sealed,
    ...(isDecided && { decision: { at, by: by as OfficerId, granted, answer } }),
  };
}
