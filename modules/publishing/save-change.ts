import { z } from 'zod';
import { inTransaction, parseInput, Refusal, type World } from '#kernel';
import { FormSketch } from '#forms';
import type { Officer } from '#identity';
import { MOST_CHARACTERS, MOST_EXAMPLES, MOST_MODELS, type Change, type Parts } from './change.ts';
import { lockChange, saveParts } from './change-store.ts';
import { newModel } from './new-model.ts';

const File = z.string().max(MOST_CHARACTERS);
/** As a route and FEEL name a decision: a letter first. */
const Name = z.string().regex(/^\p{L}[\p{L}\p{N}._-]{0,99}$/u);
const Cell = z.string().trim().max(1000);
const Row = z.strictObject({ given: z.record(z.string().max(200), Cell), expected: Cell });

export const SaveInput = z.strictObject({
  change: z.string(),
  /** The revision that was on the page. */
  revision: z.coerce.number().int().min(1),
  /** Empty: the straight route again. */
  route: File.optional(),
  /** These models, the others as they are; one without text is taken out, with its examples. */
  decisions: z
    .array(z.strictObject({ name: Name, xml: File }))
    .max(MOST_MODELS)
    .optional(),
  /** A table to begin with, by the name that routes will call it. */
  newModel: Name.optional(),
  /** The rows of this model, in the place of those that it had. */
  examples: z.strictObject({ name: Name, rows: z.array(Row).max(MOST_EXAMPLES) }).optional(),
  /** Null: the form that is made from the item again. */
  form: FormSketch.nullable().optional(),
  note: z.string().trim().max(2000).optional(),
});

type Saved = z.output<typeof SaveInput>;

/**
 * Saves what was written, also where it cannot be published yet. What is not given stays as it is.
 * @throws Refusal publishing.saved-meanwhile when somebody else has saved since; publishing.not-a-draft;
 * publishing.too-many-models, publishing.model-exists
 */
export async function saveChange(world: World, officer: Officer, raw: z.input<typeof SaveInput>): Promise<void> {
  const input = parseInput(SaveInput, raw);
  await inTransaction(world.db, async (tx) => {
    const change = await lockChange(tx, officer, input.change);
    if (change.state !== 'draft') throw new Refusal('publishing.not-a-draft');
    if (change.revision !== input.revision) throw new Refusal('publishing.saved-meanwhile');
    const parts = partsWith(change, input);
    if (Object.keys(parts.decisions).length > MOST_MODELS) throw new Refusal('publishing.too-many-models');
    await saveParts(tx, change, { parts, note: input.note ?? change.note, at: world.clock.now(), by: officer.officer });
  });
}

function partsWith({ parts }: Change, { route = parts.route ?? '', form = parts.form, ...input }: Saved): Parts {
  const decisions = modelsWith(parts.decisions, input);
  const rows = input.examples === undefined ? {} : { [input.examples.name]: input.examples.rows };
  const examples = Object.fromEntries(
    Object.entries({ ...parts.examples, ...rows }).filter(([name, kept]) => name in decisions && kept.length > 0),
  );
  return {
    ...(parts.item === undefined ? {} : { item: parts.item }),
    ...(route.trim() === '' ? {} : { route }),
    decisions,
    examples,
    ...(form === undefined || form === null ? {} : { form }),
    texts: parts.texts,
  };
}

function modelsWith(known: Parts['decisions'], { decisions = [], newModel: fresh }: Saved): Parts['decisions'] {
  if (fresh !== undefined && fresh in known) throw new Refusal('publishing.model-exists');
  const all = {
    ...known,
    ...Object.fromEntries(decisions.map(({ name, xml }) => [name, xml])),
    ...(fresh === undefined ? {} : { [fresh]: newModel(fresh) }),
  };
  return Object.fromEntries(Object.entries(all).filter(([, xml]) => xml.trim() !== ''));
}
