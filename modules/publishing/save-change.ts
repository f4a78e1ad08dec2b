import { z } from 'zod';
import { inTransaction, parseInput, Refusal, type World } from '#kernel';
import type { Officer } from '#identity';
import { MOST_CHARACTERS, MOST_MODELS, type Parts } from './change.ts';
import { lockChange, saveParts } from './change-store.ts';

const File = z.string().max(MOST_CHARACTERS);
/** As a route names a decision. */
const Name = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u);

export const SaveInput = z.strictObject({
  change: z.string(),
  /** The revision that was on the page. */
  revision: z.coerce.number().int().min(1),
  route: File,
  decisions: z.array(z.strictObject({ name: Name, xml: File })).max(MOST_MODELS),
  note: z.string().trim().max(2000),
});

/**
 * Saves what was typed, also where it cannot be published yet. A model without text is taken out; a route without text
 * becomes the straight one again.
 * @throws Refusal publishing.saved-meanwhile when somebody else has saved since; publishing.not-a-draft
 */
export async function saveChange(world: World, officer: Officer, raw: z.input<typeof SaveInput>): Promise<void> {
  const input = parseInput(SaveInput, raw);
  await inTransaction(world.db, async (tx) => {
    const change = await lockChange(tx, officer, input.change);
    if (change.state !== 'draft') throw new Refusal('publishing.not-a-draft');
    if (change.revision !== input.revision) throw new Refusal('publishing.saved-meanwhile');
    await saveParts(tx, change, { parts: partsOf(input), note: input.note, at: world.clock.now() });
  });
}

function partsOf({ route, decisions }: z.output<typeof SaveInput>): Parts {
  const kept = decisions.filter(({ xml }) => xml.trim() !== '').map(({ name, xml }) => [name, xml] as const);
  return { ...(route.trim() === '' ? {} : { route }), decisions: Object.fromEntries(kept) };
}
