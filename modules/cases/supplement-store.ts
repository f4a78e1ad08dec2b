import type { Db, Tx } from '#kernel';

export interface SupplementRow {
  readonly caseId: string;
  readonly askedAt: Date;
  readonly dueOn: Temporal.PlainDate;
  readonly items: Buffer;
  readonly answeredAt?: Date;
}

export async function insertSupplement(tx: Tx, row: SupplementRow): Promise<void> {
  await tx
    .insertInto('cases.supplement')
    .values({ case_id: row.caseId, asked_at: row.askedAt, due_on: row.dueOn.toString(), items: row.items })
    .execute();
}

export async function findSupplement(db: Db | Tx, caseId: string): Promise<SupplementRow | undefined> {
  const row = await db.selectFrom('cases.supplement').selectAll().where('case_id', '=', caseId).executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    caseId: row.case_id,
    askedAt: row.asked_at,
    dueOn: Temporal.PlainDate.from(row.due_on),
    items: row.items,
    ...(row.answered_at === null ? {} : { answeredAt: row.answered_at }),
  };
}

/** The applicant has handed in: the files they prepared become part of the case. */
export async function markAnswered(tx: Tx, caseId: string, at: Date): Promise<void> {
  await tx.updateTable('cases.supplement').set({ answered_at: at }).where('case_id', '=', caseId).execute();
  await tx.updateTable('cases.file').set({ handed_in: true }).where('case_id', '=', caseId).execute();
}

/** Until when the applicant may answer. */
export async function setDue(tx: Tx, caseId: string, dueOn: Temporal.PlainDate): Promise<void> {
  await tx.updateTable('cases.supplement').set({ due_on: dueOn.toString() }).where('case_id', '=', caseId).execute();
}
