import { z } from 'zod';
import { watchPlace, type PlaceReview } from '#audit';
import type { Db, World } from '#kernel';
import { frozenEvidence, readLeaves, type ProvingLedger } from '#ledger';
import { PROVED, storedReview } from './review.ts';
import { objectionById, type KnownObjection } from './store.ts';

export const ReviewInput = z.object({ objection: z.uuid() });

export interface ReviewWorld extends World {
  readonly ledger: ProvingLedger;
}

/**
 * Recomputes the public rules over the frozen leaves and keeps what concerns the case, with evidence that verifies
 * offline. Run twice, or by two workers at once, one result is kept.
 */
export async function reviewObjection(world: ReviewWorld, raw: unknown): Promise<void> {
  const { objection: id } = ReviewInput.parse(raw);
  const objection = await objectionById(world.db, id);
  if (objection === undefined || objection.review !== undefined) return;
  const review = await reviewed(world.db, objection);
  const { frozen } = objection;
  const evidence: string[] = [];
  for (const found of review.findings.slice(0, PROVED))
    evidence.push(await frozenEvidence(world.db, world.ledger, { ...found, frozen }));
  await world.db
    .insertInto('cases.objection_review')
    .values({
      objection_id: id,
      reviewed_at: world.clock.now(),
      result: JSON.stringify(storedReview(review)),
      evidence,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

const AT_ONCE = 2_000;

/** Leaf by leaf from the first one, as a stranger would; with pauses, so that the process serves others meanwhile. */
async function reviewed(db: Db, { from, frozen }: KnownObjection): Promise<PlaceReview> {
  const watch = watchPlace(Number(from));
  let next = 0n;
  while (next < frozen.size) {
    const leaves = await readLeaves(db, next, AT_ONCE);
    for (const { index, bytes } of leaves) if (index < frozen.size) watch.entry(Number(index), bytes);
    if (leaves.length === 0) throw new Error(`A signed log of ${frozen.size} leaves ends at ${next}.`);
    next += BigInt(leaves.length);
  }
  return watch.review();
}
