import { z } from 'zod';
import { inTransaction, parseInput, Refusal, type World } from '#kernel';
import { guideOf, isTouched, ItemSketch, itemByVersion, sketchOfItem, writtenItem, type GuideView } from '#catalogue';
import type { Officer } from '#identity';
import type { Change } from './change.ts';
import { changeFor, lockChange, saveParts } from './change-store.ts';
import { itemAsWritten } from './item-as-written.ts';
import type { PartProblem } from './part-problem.ts';
import { checkParts } from './problems.ts';

const Typed = z.record(z.string().max(100), z.union([z.string(), z.array(z.string()).readonly()]));

export const EditItemInput = z.strictObject({
  change: z.string(),
  /** The revision that was on the page. */
  revision: z.coerce.number().int().min(1),
  typed: Typed,
  /** Adds, takes away or moves a row (`writtenItem`). */
  button: z.string().max(100).default(''),
});

/**
 * Saves the elements of the item as they were typed, also where they cannot be published yet. Written back to what the
 * version says, they are nobody's change any more.
 * @throws Refusal publishing.saved-meanwhile, publishing.not-a-draft
 */
export async function editItem(world: World, officer: Officer, raw: z.input<typeof EditItemInput>): Promise<void> {
  const { typed, button, ...input } = parseInput(EditItemInput, raw);
  await inTransaction(world.db, async (tx) => {
    const change = await lockChange(tx, officer, input.change);
    if (change.state !== 'draft') throw new Refusal('publishing.not-a-draft');
    if (change.revision !== input.revision) throw new Refusal('publishing.saved-meanwhile');
    const { elements } = await itemByVersion(tx, change.base);
    const { item: before = sketchOfItem(elements), ...others } = change.parts;
    const item = parseInput(ItemSketch, writtenItem({ elements, sketch: before }, typed, button));
    const parts = isTouched(elements, item) ? { ...others, item } : others;
    await saveParts(tx, change, { parts, note: change.note, at: world.clock.now(), by: officer.officer });
  });
}

/** What somebody needs to write the elements of an item. */
export interface ItemSheet {
  readonly change: Change;
  readonly itemName: string;
  readonly sketch: ItemSketch;
  /** Whether anything of it is written yet. */
  readonly own: boolean;
  readonly problems: readonly PartProblem[];
  readonly warnings: readonly PartProblem[];
}

/** @throws Refusal kernel.not-found */
export async function itemSheet(world: World, officer: Officer, id: string): Promise<ItemSheet> {
  const change = await changeFor(world.db, officer, id);
  const item = await itemByVersion(world.db, change.base);
  const { problems, warnings } = await checkParts({ ...world, item }, change.parts);
  const own = (found: readonly PartProblem[]) => found.filter(({ part }) => part === 'item');
  return {
    change,
    itemName: item.elements.name,
    sketch: change.parts.item ?? sketchOfItem(item.elements),
    own: change.parts.item !== undefined,
    problems: own(problems),
    warnings: own(warnings),
  };
}

/** The guide that residents would read. @throws Refusal kernel.not-found */
export async function itemPreview(world: World, officer: Officer, id: string): Promise<GuideView> {
  const { base, parts } = await changeFor(world.db, officer, id);
  return guideOf(world.db, itemAsWritten(await itemByVersion(world.db, base), parts));
}
