import { sql } from 'kysely';
import { z } from 'zod';
import { IdempotencyKey, notFound, once, parseInput, type Tx, type World } from '#kernel';
import type { Officer } from '#identity';
import { bundleInForce } from '../definition-store.ts';
import { emptySketch } from '../sketch/sketch.ts';
import { sketchOf } from '../sketch/sketch-of.ts';
import { insertChange, newBundleId, openChange, requireBureau } from './change-store.ts';

export const StartChangeInput = z.strictObject({
  key: IdempotencyKey,
  /** The bundle to change; without one a new bundle begins. */
  bundle: z.string().max(64).exactOptional(),
  /** What people will call the new one. */
  plainName: z.string().trim().min(2).max(100).exactOptional(),
});

/**
 * Begins to change a bundle with what is in force now, or to write a new one. One at a time: whoever begins a second gets
 * the open one. @throws InvalidInput; Refusal kernel.not-found, also for whoever is not of the bureau
 */
export async function startBundleChange(
  world: World,
  officer: Officer,
  raw: z.input<typeof StartChangeInput>,
): Promise<{ readonly bundle: string }> {
  const input = parseInput(StartChangeInput, raw);
  const intent = { actor: officer.officer, useCase: 'bundles.start-change', key: input.key, body: raw };
  return once(world.db, intent, async (tx, remember) => {
    await requireBureau(tx, officer);
    const bundle = await begun(tx, world, { officer, ...input });
    await remember({ bundle });
    return { bundle };
  });
}

type Beginning = { readonly officer: Officer } & Pick<z.output<typeof StartChangeInput>, 'bundle' | 'plainName'>;

async function begun(tx: Tx, world: World, { officer, bundle, plainName }: Beginning): Promise<string> {
  if (bundle !== undefined) await begin(tx, world, { officer, bundle });
  return bundle ?? beginNew(tx, world, { officer, plainName: plainName ?? '' });
}

async function beginNew(
  tx: Tx,
  { clock }: World,
  { officer, plainName }: { readonly officer: Officer; readonly plainName: string },
): Promise<string> {
  const bundle = await newBundleId(tx);
  await insertChange(tx, { bundle, sketch: emptySketch(plainName), by: officer.officer, at: clock.now() });
  return bundle;
}

async function begin(
  tx: Tx,
  { clock }: World,
  { officer, bundle }: { readonly officer: Officer; readonly bundle: string },
): Promise<void> {
  const current = await bundleInForce(tx, bundle);
  if (current === undefined) throw notFound();
  // Two who begin at once: the second waits here, and finds the change of the first.
  await lockBundle(tx, bundle);
  if ((await openChange(tx, bundle)) !== undefined) return;
  const { version: base, definition } = current;
  await insertChange(tx, { bundle, base, sketch: sketchOf(definition), by: officer.officer, at: clock.now() });
}

async function lockBundle(tx: Tx, bundle: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('bundles.change: ' || ${bundle}::text))`.execute(tx);
}
