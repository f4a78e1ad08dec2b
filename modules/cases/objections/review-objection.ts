import { z } from 'zod';
import { watchPlace, type PlaceReview } from '#audit';
import type { Db, World } from '#kernel';
import { frozenEvidence, readLeaves, type ProvingLedger } from '#ledger';
import { PROVED, storedReview } from './review.ts';
import { objectionById, type KnownObjection } from './store.ts';
import { encodeUtf8, parseCheckpoint, parseNote, sameBytes, TileTree } from '#tlog';

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
  const { review, intact } = await reviewed(world.db, objection);
  const { frozen } = objection;
  const evidence: string[] = [];
  // Of rows that somebody has changed nothing can be proved but that they were changed: the frozen state itself does.
  for (const found of intact ? review.findings.slice(0, PROVED) : [])
    evidence.push(await frozenEvidence(world.db, world.ledger, { ...found, frozen }));
  await world.db
    .insertInto('cases.objection_review')
    .values({
      objection_id: id,
      reviewed_at: world.clock.now(),
      result: JSON.stringify(storedReview(review, intact)),
      evidence,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

const AT_ONCE = 2_000;

interface Reviewed {
  readonly review: PlaceReview;
  /** Whether the leaves are those that the frozen state was signed over. */
  readonly intact: boolean;
}

/** Leaf by leaf from the first one, as a stranger would; with pauses, so that the process serves others meanwhile. */
async function reviewed(db: Db, { from, frozen }: KnownObjection): Promise<Reviewed> {
  const watch = watchPlace(Number(from));
  const tree = new TileTree();
  while (tree.size < frozen.size) {
    const leaves = await readLeaves(db, tree.size, AT_ONCE);
    for (const { index, bytes } of leaves) {
      if (index >= frozen.size) break;
      if (index !== tree.size) return { review: watch.review(), intact: false };
      watch.entry(Number(index), bytes);
      tree.add(bytes);
    }
    if (leaves.length === 0) return { review: watch.review(), intact: false };
  }
  const { root } = parseCheckpoint(parseNote(encodeUtf8(frozen.checkpoint)).text);
  return { review: watch.review(), intact: sameBytes(tree.root(), root) };
}
