import type { Db, Tx } from '#kernel';
import type { AssetId } from '#materials';

/** A file of a draft or case, and what it answers. */
export interface FileRef {
  readonly asset: AssetId;
  readonly material?: number;
  /** Place in the list of missing things, from 0. */
  readonly supplementItem?: number;
  readonly handedIn: boolean;
}

export async function draftFiles(db: Db | Tx, draft: string): Promise<readonly FileRef[]> {
  const rows = await db
    .selectFrom('cases.draft_file')
    .select(['asset_id', 'material_no'])
    .where('draft_id', '=', draft)
    .orderBy('added_at')
    .execute();
  return rows.map(({ asset_id, material_no }) => ({
    asset: asset_id as AssetId,
    material: material_no,
    handedIn: false,
  }));
}

export async function caseFiles(db: Db | Tx, caseId: string): Promise<readonly FileRef[]> {
  const rows = await db
    .selectFrom('cases.file')
    .select(['asset_id', 'material_no', 'supplement_item', 'handed_in'])
    .where('case_id', '=', caseId)
    .orderBy('added_at')
    .execute();
  return rows.map((row) => ({
    asset: row.asset_id as AssetId,
    ...(row.material_no === null ? {} : { material: row.material_no }),
    ...(row.supplement_item === null ? {} : { supplementItem: row.supplement_item }),
    handedIn: row.handed_in,
  }));
}

export async function addDraftFile(
  tx: Tx,
  draft: string,
  file: { asset: AssetId; material: number; at: Date },
): Promise<void> {
  await tx
    .insertInto('cases.draft_file')
    .values({ draft_id: draft, asset_id: file.asset, material_no: file.material, added_at: file.at })
    .execute();
}

export async function addSupplementFile(
  tx: Tx,
  caseId: string,
  file: { asset: AssetId; item: number; at: Date },
): Promise<void> {
  await tx
    .insertInto('cases.file')
    .values({
      case_id: caseId,
      asset_id: file.asset,
      supplement_item: file.item,
      added_at: file.at,
      handed_in: false,
    })
    .execute();
}

export async function removeDraftFile(tx: Tx, draft: string, asset: string): Promise<void> {
  await tx.deleteFrom('cases.draft_file').where('draft_id', '=', draft).where('asset_id', '=', asset).execute();
}

/** Only what has not been handed in can be taken back. @returns whether the case is without the file now. */
export async function removeSupplementFile(tx: Tx, caseId: string, asset: string): Promise<boolean> {
  const where = { case_id: caseId, asset_id: asset };
  await tx
    .deleteFrom('cases.file')
    .where((file) => file.and({ ...where, handed_in: false }))
    .execute();
  const left = await tx
    .selectFrom('cases.file')
    .select('asset_id')
    .where((file) => file.and(where))
    .executeTakeFirst();
  return left === undefined;
}

/** How many files each material has. */
export function countByMaterial(files: readonly FileRef[]): Readonly<Record<number, number>> {
  const counts: Record<number, number> = {};
  for (const { material } of files) if (material !== undefined) counts[material] = (counts[material] ?? 0) + 1;
  return counts;
}
