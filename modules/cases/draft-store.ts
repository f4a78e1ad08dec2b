import type { Db, Tx } from '#kernel';
import type { ItemVersionId } from '#catalogue';
import type { FormVersionId } from '#forms';
import type { OrganisationId, PersonId, Resident } from '#identity';
import type { Brand } from '#kernel';

export type DraftId = Brand<string, 'DraftId'>;

export interface DraftRecord {
  readonly id: DraftId;
  readonly person: PersonId;
  readonly organisation?: OrganisationId;
  readonly itemVersion: ItemVersionId;
  readonly formVersion: FormVersionId;
  /** Empty once the draft has become a case. */
  readonly dataKey: Buffer;
  readonly content: Buffer;
  readonly savedAt: Date;
  /** The case it became. */
  readonly submittedCase?: string;
  /** The bundle whose one form it is. */
  readonly bundle?: string;
  /** Index of the bundle that it is a part of. */
  readonly bundleRef?: bigint;
}

/** A resident's drafts are those of the capacity they act in: their own, or the company's that they act for. */
function mine(db: Db | Tx, { person, organisation }: Resident) {
  // A bundle that has been filed can be changed no more: it is as if there were no such draft.
  const rows = db.selectFrom('cases.draft').selectAll().where('person_id', '=', person).where('filed_at', 'is', null);
  return organisation === undefined
    ? rows.where('organisation_id', 'is', null)
    : rows.where('organisation_id', '=', organisation);
}

export async function findDraft(db: Db | Tx, viewer: Resident, id: string): Promise<DraftRecord | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await mine(db, viewer).where('id', '=', id).executeTakeFirst();
  return row && toDraft(row);
}

export async function lockDraft(tx: Tx, viewer: Resident, id: string): Promise<DraftRecord | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await mine(tx, viewer).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toDraft(row);
}

/** Drafts that have not become cases, latest first. */
export async function openDrafts(db: Db, viewer: Resident): Promise<readonly DraftRecord[]> {
  const rows = await mine(db, viewer)
    .where('submitted_case', 'is', null)
    .where('bundle_ref', 'is', null)
    .orderBy('saved_at', 'desc')
    .limit(100)
    .execute();
  return rows.map(toDraft);
}

export async function insertDraft(tx: Tx, draft: DraftRecord): Promise<void> {
  await tx
    .insertInto('cases.draft')
    .values({
      id: draft.id,
      person_id: draft.person,
      organisation_id: draft.organisation ?? null,
      item_version_id: draft.itemVersion,
      form_version_id: draft.formVersion,
      data_key: draft.dataKey,
      content: draft.content,
      started_at: draft.savedAt,
      saved_at: draft.savedAt,
      bundle: draft.bundle ?? null,
      bundle_ref: draft.bundleRef ?? null,
    })
    .execute();
}

export async function saveContent(tx: Tx, id: DraftId, { content, at }: { content: Buffer; at: Date }): Promise<void> {
  await tx.updateTable('cases.draft').set({ content, saved_at: at }).where('id', '=', id).execute();
}

export async function deleteDraft(tx: Tx, id: DraftId): Promise<void> {
  await tx.deleteFrom('cases.draft').where('id', '=', id).execute();
}

/** Open drafts that nobody has touched since `before`; what a bundle has filed is none. */
export async function deleteForgotten(db: Db, before: Date): Promise<bigint> {
  const { numDeletedRows } = await db
    .deleteFrom('cases.draft')
    .where('submitted_case', 'is', null)
    .where('saved_at', '<', before)
    .where('filed_at', 'is', null)
    .where('bundle_ref', 'is', null)
    .executeTakeFirst();
  return numDeletedRows;
}

/** An address with something else in it is a page that does not exist, not a fault of the database. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

export type DraftRow = Awaited<ReturnType<ReturnType<typeof mine>['executeTakeFirstOrThrow']>>;

/** A draft as its row holds it. */
export function toDraft(row: DraftRow): DraftRecord {
  return {
    id: row.id as DraftId,
    person: row.person_id as PersonId,
    ...(row.organisation_id === null ? {} : { organisation: row.organisation_id as OrganisationId }),
    itemVersion: row.item_version_id as ItemVersionId,
    formVersion: row.form_version_id as FormVersionId,
    dataKey: row.data_key ?? Buffer.alloc(0),
    content: row.content,
    savedAt: row.saved_at,
    ...(row.submitted_case === null ? {} : { submittedCase: row.submitted_case }),
    ...(row.bundle === null ? {} : { bundle: row.bundle }),
    ...(row.bundle_ref === null ? {} : { bundleRef: row.bundle_ref }),
  };
}
