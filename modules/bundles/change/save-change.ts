import { z } from 'zod';
import { inTransaction, parseInput, Refusal, type Tx, type World } from '#kernel';
import { itemById, type ItemId } from '#catalogue';
import type { Officer } from '#identity';
import { press, type FoundService } from '../sketch/press.ts';
import { readPart } from '../sketch/read-part.ts';
import { BundleSketch, sketchParts } from '../sketch/sketch.ts';
import { lockOpenChange, requireBureau, saveRevision } from './change-store.ts';

export const SaveChangeInput = z.strictObject({
  bundle: z.string().max(64),
  /** The revision that was on the page. */
  revision: z.coerce.number().int().min(1),
  part: z.enum(sketchParts),
  /** Which button: `save`, or what is to be done to the rows. */
  button: z.string().max(100),
  /** What was posted, by the names of the fields. */
  typed: z.record(z.string(), z.union([z.string(), z.array(z.string()).readonly()])),
});

/**
 * Saves a part of a bundle as it was typed, also where it cannot be published yet, and then does to its rows what the
 * button says. @throws Refusal bundles.saved-meanwhile when somebody else has saved since; bundles.not-a-draft,
 * bundles.sketch-too-large, kernel.not-found
 */
export async function saveBundleChange(
  world: World,
  officer: Officer,
  raw: z.input<typeof SaveChangeInput>,
): Promise<void> {
  const { bundle, revision, part, button, typed } = parseInput(SaveChangeInput, raw);
  await inTransaction(world.db, async (tx) => {
    await requireBureau(tx, officer);
    const change = await lockOpenChange(tx, bundle);
    if (change.state !== 'draft') throw new Refusal('bundles.not-a-draft');
    if (change.revision !== revision) throw new Refusal('bundles.saved-meanwhile');
    const [, item] = /^use\.(.+)$/.exec(button) ?? [];
    const found = item === undefined ? undefined : await serviceOf(tx, item);
    const read = BundleSketch.safeParse(
      press(readPart(change.sketch, part, typed), button.replace(/^use\..*/, 'use'), found),
    );
    if (!read.success) throw new Refusal('bundles.sketch-too-large', { status: 422 });
    const note = typeof typed.note === 'string' ? typed.note.slice(0, LONGEST_NOTE) : change.note;
    await saveRevision(tx, change, { sketch: read.data, note, by: officer.officer, at: world.clock.now() });
  });
}

const LONGEST_NOTE = 2000;

async function serviceOf(tx: Tx, id: string): Promise<FoundService | undefined> {
  const item = await itemById(tx, id as ItemId);
  if (item === undefined) return undefined;
  const { name, promisedLimit } = item.elements;
  const days = promisedLimit?.unit === 'workday' ? String(promisedLimit.value) : '';
  return { item: item.id, title: name, days };
}
