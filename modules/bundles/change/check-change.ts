import { translator, type Db, type Tx } from '#kernel';
import { itemById, type ItemId } from '#catalogue';
import { bundleInForce } from '../definition-store.ts';
import { checkSketch, type CheckedSketch } from '../sketch/problems.ts';
import type { BundleChange } from './change.ts';

/** Everything that stands against publishing a change, and the definition that it comes to. */
export async function checkChange(
  db: Db | Tx,
  { bundle, sketch }: Pick<BundleChange, 'bundle' | 'sketch'>,
): Promise<CheckedSketch> {
  const items = new Set<string>();
  for (const { item } of sketch.nodes)
    if (item.trim() !== '' && (await itemById(db, item.trim() as ItemId)) !== undefined) items.add(item.trim());
  const sample = (await bundleInForce(db, bundle))?.definition.sample ?? false;
  return checkSketch(sketch, { id: bundle, sample, questionsTitle: translator()('bundles.sketch.page') }, items);
}
