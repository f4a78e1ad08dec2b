import { inTransaction, notFound, Refusal, setting, type Db, type Tx, type World } from '#kernel';
import { pinnedForm } from '#forms';
import type { Resident } from '#identity';
import type { AssetId } from '#materials';
import { findCase, lockCase } from './case-store.ts';
import { findDraft, lockDraft } from './draft-store.ts';
import { addDraftFile, addSupplementFile, caseFiles, draftFiles } from './file-store.ts';
import { readShortNo } from './numbers.ts';
import { openSupplement } from './open-supplement.ts';
import { isMine } from './whose.ts';

/** Where an upload belongs: a material of a draft, or an item of the list that a case is asked for. */
export type AttachTarget =
  { readonly draft: string; readonly material: number } | { readonly case: string; readonly item: number };

/**
 * Whether this resident may add a file there now: asked before a byte of it is read.
 * @throws Refusal kernel.not-found, materials.too-many
 */
export async function mayAttach(world: World, viewer: Resident, target: AttachTarget): Promise<void> {
  const there = 'draft' in target ? await inDraft(world, viewer, target) : await inCase(world, viewer, target);
  await requireRoom(world.db, there);
}

async function requireRoom(db: Db | Tx, there: number): Promise<void> {
  const most = await setting(db, 'upload.maxFilesPerMaterial');
  if (there >= most) throw new Refusal('materials.too-many', { values: { max: most } });
}

async function inDraft(world: World, viewer: Resident, target: { draft: string; material: number }): Promise<number> {
  const draft = await findDraft(world.db, viewer, target.draft);
  if (draft === undefined || draft.submittedCase !== undefined) throw notFound();
  const { layout } = await pinnedForm(world.db, draft.formVersion);
  if (!layout.pages.some(({ fields }) => fields.some(({ material }) => material === target.material))) throw notFound();
  return countInDraft(world.db, draft.id, target.material);
}

async function inCase(world: World, viewer: Resident, target: { case: string; item: number }): Promise<number> {
  const no = readShortNo(target.case);
  const record = no && (await findCase(world.db, no));
  if (record === undefined || !isMine(record, viewer) || record.status !== 'supplementRequested') throw notFound();
  const supplement = await openSupplement(world.db, world, record);
  if (supplement?.list[target.item] === undefined) throw notFound();
  return countInCase(world.db, record.id, target.item);
}

async function countInDraft(db: Db | Tx, draft: string, material: number): Promise<number> {
  return (await draftFiles(db, draft)).filter((file) => file.material === material).length;
}

async function countInCase(db: Db | Tx, caseId: string, item: number): Promise<number> {
  return (await caseFiles(db, caseId)).filter(({ supplementItem }) => supplementItem === item).length;
}

/**
 * Adds a received file where it belongs, and counts again: many may have been let in at once.
 * @throws Refusal kernel.not-found, materials.too-many
 */
export async function attach(
  world: World,
  viewer: Resident,
  { target, asset }: { readonly target: AttachTarget; readonly asset: AssetId },
): Promise<void> {
  const at = world.clock.now();
  await inTransaction(world.db, async (tx) =>
    'draft' in target ? toDraft(tx, viewer, { ...target, asset, at }) : toCase(tx, viewer, { ...target, asset, at }),
  );
}

async function toDraft(
  tx: Tx,
  viewer: Resident,
  file: { draft: string; material: number; asset: AssetId; at: Date },
): Promise<void> {
  const draft = await lockDraft(tx, viewer, file.draft);
  if (draft === undefined || draft.submittedCase !== undefined) throw notFound();
  await requireRoom(tx, await countInDraft(tx, draft.id, file.material));
  await addDraftFile(tx, draft.id, file);
}

async function toCase(
  tx: Tx,
  viewer: Resident,
  file: { case: string; item: number; asset: AssetId; at: Date },
): Promise<void> {
  const no = readShortNo(file.case);
  const record = no && (await lockCase(tx, no));
  if (record === undefined || !isMine(record, viewer) || record.status !== 'supplementRequested') throw notFound();
  await requireRoom(tx, await countInCase(tx, record.id, file.item));
  await addSupplementFile(tx, record.id, file);
}
