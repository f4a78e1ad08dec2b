import { z } from 'zod';
import { inTransaction, parseInput, Refusal, type World } from '#kernel';
import { itemByVersion } from '#catalogue';
import { unitByUscc, type Officer } from '#identity';
import type { Change } from '../change.ts';
import { changeFor, lockChange, saveParts } from '../change-store.ts';
import { itemAsWritten } from '../item-as-written.ts';
import type { PartProblem } from '../part-problem.ts';
import { checkParts } from '../problems.ts';
import { stepsOfRoute } from '../route-steps.ts';
import { defaultTexts } from './default-texts.ts';
import { ReadyText } from './ready-text.ts';
import { writtenTexts } from './write-texts.ts';

const MOST_KEPT = 100;

export const EditTextsInput = z.strictObject({
  change: z.string(),
  /** The revision that was on the page. */
  revision: z.coerce.number().int().min(1),
  typed: z.record(z.string().max(100), z.union([z.string(), z.array(z.string()).readonly()])),
  /** See `writtenTexts`. */
  button: z.string().max(100).default(''),
});

const Kept = z.array(ReadyText).max(MOST_KEPT);

/**
 * Saves the ready texts as they were typed, also where they cannot be published yet.
 * @throws Refusal publishing.saved-meanwhile, publishing.not-a-draft
 */
export async function editTexts(world: World, officer: Officer, raw: z.input<typeof EditTextsInput>): Promise<void> {
  const { typed, button, ...input } = parseInput(EditTextsInput, raw);
  await inTransaction(world.db, async (tx) => {
    const change = await lockChange(tx, officer, input.change);
    if (change.state !== 'draft') throw new Refusal('publishing.not-a-draft');
    if (change.revision !== input.revision) throw new Refusal('publishing.saved-meanwhile');
    const { elements } = itemAsWritten(await itemByVersion(tx, change.base), change.parts);
    const texts = parseInput(Kept, writtenTexts(typed, button, elements));
    await saveParts(tx, change, {
      parts: { ...change.parts, texts },
      note: change.note,
      at: world.clock.now(),
      by: officer.officer,
    });
  });
}

/** What somebody needs to write ready texts. */
export interface TextSheet {
  readonly change: Change;
  readonly itemName: string;
  readonly texts: readonly ReadyText[];
  /** What officers are offered for acts that have no text of their own. */
  readonly defaults: readonly ReadyText[];
  /** Departments of the route that are asked for an opinion. */
  readonly departments: readonly { readonly key: string; readonly name: string }[];
  readonly problems: readonly PartProblem[];
}

/** @throws Refusal kernel.not-found */
export async function textSheet(world: World, officer: Officer, id: string): Promise<TextSheet> {
  const change = await changeFor(world.db, officer, id);
  const item = await itemByVersion(world.db, change.base);
  const { problems, route } = await checkParts({ ...world, item }, change.parts);
  const keys = route === undefined ? [] : stepsOfRoute(route).flatMap(({ departments }) => departments);
  return {
    change,
    itemName: item.elements.name,
    texts: change.parts.texts,
    defaults: defaultTexts(itemAsWritten(item, change.parts).elements),
    departments: await Promise.all(
      [...new Set(keys)].map(async (key) => ({ key, name: (await unitByUscc(world.db, key))?.shortName ?? key })),
    ),
    problems: problems.filter(({ part }) => part === 'texts'),
  };
}
