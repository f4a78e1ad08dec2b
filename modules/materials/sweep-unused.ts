import type { AssetId } from './asset.ts';
import type { FilesWorld } from './receive-upload.ts';
import { forget, neverUsed } from './store.ts';

const DAY_MS = 86_400_000;
const BATCH = 500;

/** A port: drafts and supplements belong to modules to the right of this one. */
export interface References {
  /** Which of these files something still refers to. */
  readonly referenced: (assets: readonly AssetId[]) => Promise<ReadonlySet<AssetId>>;
}

/**
 * Removes files that are older than a day, were never handed in with a case, and that nothing refers to: what was
 * detached, what was left of discarded drafts, and what a crash interrupted.
 * @returns how many
 */
export async function sweepUnused(world: FilesWorld, { referenced }: References): Promise<number> {
  let swept = 0;
  let after: AssetId | undefined;
  const before = new Date(world.clock.now().getTime() - DAY_MS);
  for (;;) {
    const found = await neverUsed(world.db, { before, after, most: BATCH });
    after = found.at(-1);
    if (after === undefined) return swept;
    const kept = await referenced(found);
    for (const asset of found.filter((each) => !kept.has(each))) {
      // The row goes last: interrupted in between, the next sweep finds it again.
      await world.files.remove(asset);
      await forget(world.db, asset);
      swept += 1;
    }
  }
}
