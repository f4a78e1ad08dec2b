import { z } from 'zod';
import { inTransaction, notFound, parseInput, Refusal, type World } from '#kernel';
import { itemByVersion } from '#catalogue';
import { editSketch, sketchProblems, SketchEdit, type FormSketch, type SketchProblem } from '#forms';
import type { Officer } from '#identity';
import type { Change } from './change.ts';
import { changeFor, lockChange, saveParts } from './change-store.ts';
import { formAsWritten } from './form-of.ts';
import { itemAsWritten } from './item-as-written.ts';
import type { PartProblem } from './part-problem.ts';
import { checkParts } from './problems.ts';

export const EditFormInput = z.strictObject({
  change: z.string(),
  /** The revision that was on the page. */
  revision: z.coerce.number().int().min(1),
  /** Null: give up what was written, for the form that is made from the item. */
  edit: SketchEdit.nullable(),
});

/**
 * One stroke at the form of a change. The first begins with the form that is in force.
 * @throws Refusal publishing.saved-meanwhile, publishing.not-a-draft
 */
export async function editForm(world: World, officer: Officer, raw: z.input<typeof EditFormInput>): Promise<void> {
  const { edit, ...input } = parseInput(EditFormInput, raw);
  await inTransaction(world.db, async (tx) => {
    const change = await lockChange(tx, officer, input.change);
    if (change.state !== 'draft') throw new Refusal('publishing.not-a-draft');
    if (change.revision !== input.revision) throw new Refusal('publishing.saved-meanwhile');
    const item = itemAsWritten(await itemByVersion(tx, change.base), change.parts);
    const { form: _, ...others } = change.parts;
    const parts = edit === null ? others : { ...others, form: editSketch(formAsWritten(item, change.parts), edit) };
    await saveParts(tx, change, { parts, note: change.note, at: world.clock.now(), by: officer.officer });
  });
}

/** What somebody needs to write a form. */
export interface FormSheet {
  readonly change: Change;
  readonly itemName: string;
  readonly form: FormSketch;
  /** Whether the change has a form of its own yet. */
  readonly own: boolean;
  readonly problems: readonly PartProblem[];
  readonly warnings: readonly PartProblem[];
  /** What applicants hand in, by number. */
  readonly materials: readonly { readonly no: number; readonly name: string }[];
}

/** @throws Refusal kernel.not-found */
export async function formSheet(world: World, officer: Officer, id: string): Promise<FormSheet> {
  const change = await changeFor(world.db, officer, id);
  const base = await itemByVersion(world.db, change.base);
  const item = itemAsWritten(base, change.parts);
  const form = formAsWritten(item, change.parts);
  const { problems, warnings } = await checkParts({ ...world, item: base }, { ...change.parts, form });
  const own = (found: readonly PartProblem[]) => found.filter(({ part }) => part === 'form');
  return {
    change,
    itemName: item.elements.name,
    form,
    own: change.parts.form !== undefined,
    problems: own(problems),
    warnings: own(warnings),
    materials: item.elements.materials.map(({ no, name }) => ({ no, name })),
  };
}

/** A page of the form as somebody is just writing it: nothing is saved. @throws Refusal kernel.not-found */
export async function formPreview(
  world: World,
  officer: Officer,
  { change: id, edit, page }: { readonly change: string; readonly edit?: unknown; readonly page: number },
): Promise<{
  readonly form: FormSketch;
  readonly page: FormSketch['pages'][number];
  readonly problems: readonly SketchProblem[];
}> {
  const change = await changeFor(world.db, officer, id);
  const item = itemAsWritten(await itemByVersion(world.db, change.base), change.parts);
  const written = formAsWritten(item, change.parts);
  const form = edit === undefined ? written : editSketch(written, parseInput(SketchEdit, edit));
  const shown = form.pages[Math.min(page, form.pages.length - 1)];
  if (shown === undefined) throw notFound();
  return { form, page: shown, problems: sketchProblems(form) };
}
