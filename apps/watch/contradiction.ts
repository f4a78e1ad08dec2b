import { forkEvidence } from '#audit';
import { inclusionPath, sameBytes, TILE_WIDTH, TlogProblem, treeRoot, type ReadHash } from '#tlog';
import type { AuthenticTiles } from './authentic-tiles.ts';
import { hashesOf, hashTile, type Copy, type Noted } from './copy.ts';

/** Why what is served cannot be a continuation of what was seen; all are M1. */
export interface LogBreach {
  readonly code: 'log.forked' | 'log.rewound' | 'log.unverifiable' | 'log.other-origin';
  readonly detail: string;
  /** The signed checkpoint that was seen before. */
  readonly seen?: string;
  /** What was served as checkpoint now. */
  readonly served?: string;
  /** A file with which anybody can see it, where there can be one. */
  readonly evidence?: string;
}

export interface Comparison {
  /** The last checkpoint that was seen. */
  readonly newest: Noted;
  readonly next: Noted;
  /** The served tiles, shown to belong to `next`. */
  readonly tiles: () => Promise<AuthenticTiles>;
}

/** What two signed checkpoints of a log say against each other; undefined: the next one may continue the other. */
export async function contradiction(copy: Copy, comparison: Comparison): Promise<LogBreach | undefined> {
  const { newest, next, tiles } = comparison;
  const both = { seen: newest.note, served: next.note };
  if (newest.origin !== next.origin)
    return { code: 'log.other-origin', detail: `${next.origin} instead of ${newest.origin}`, ...both };
  if (newest.size === next.size) return sameBytes(newest.root, next.root) ? undefined : twoRoots(comparison);
  if (next.size < newest.size) return fewer(copy, comparison);
  const theirs = await tiles();
  if (sameBytes(await treeRoot(theirs.hash, newest.size), newest.root)) return undefined;
  return (await otherLeaf(copy, next, theirs)) ?? { ...forked(next), ...both };
}

function twoRoots({ newest, next }: Comparison): LogBreach {
  return {
    code: 'log.forked',
    detail: `two roots of ${next.size} leaves`,
    seen: newest.note,
    served: next.note,
    evidence: forkEvidence([newest.note, next.note]),
  };
}

/** A log that shows fewer leaves than it has signed forgets; where they are other ones, it is split as well. */
async function fewer(copy: Copy, { newest, next, tiles }: Comparison): Promise<LogBreach> {
  const both = { seen: newest.note, served: next.note };
  const { checkpoint } = copy;
  const ours = checkpoint !== undefined && next.size <= checkpoint.size ? hashesOf(copy, checkpoint.size) : undefined;
  if (ours === undefined || sameBytes(await treeRoot(ours, next.size), next.root))
    return { code: 'log.rewound', detail: `${next.size} leaves after ${newest.size}`, ...both };
  try {
    return (await otherLeaf(copy, next, await tiles())) ?? { ...forked(next), ...both };
  } catch (error) {
    // Its tiles are no longer served, but both roots are signed.
    if (error instanceof TlogProblem) return { ...forked(next), ...both };
    throw error;
  }
}

function forked({ size }: Noted): Pick<LogBreach, 'code' | 'detail'> {
  return { code: 'log.forked', detail: `${size} leaves do not agree with those that were seen` };
}

/** The first leaf that copy and log have and that differs: with its two proofs anybody can see the fork. */
async function otherLeaf(copy: Copy, next: Noted, theirs: AuthenticTiles): Promise<LogBreach | undefined> {
  const ours = copy.checkpoint;
  if (ours === undefined) return undefined;
  const common = ours.size < next.size ? ours.size : next.size;
  for (let tile = 0n; tile * BigInt(TILE_WIDTH) < common; tile += 1n) {
    const [left, right] = [await hashTile(copy, tile, ours.size), await theirs.tile(0, tile)];
    const width = Math.min(left.length, right.length);
    const at = left.slice(0, width).findIndex((hash, place) => !sameBytes(hash, right[place] ?? new Uint8Array()));
    if (at < 0) continue;
    const index = tile * BigInt(TILE_WIDTH) + BigInt(at);
    const sides = [
      await side(hashesOf(copy, ours.size), index, ours.size),
      await side(theirs.hash, index, next.size),
    ] as const;
    const evidence = forkEvidence([ours.note, next.note], { index: Number(index), sides });
    return {
      code: 'log.forked',
      detail: `leaf ${index} is another one`,
      seen: ours.note,
      served: next.note,
      evidence,
    };
  }
  return undefined;
}

async function side(read: ReadHash, index: bigint, size: bigint) {
  return { leafHash: await read(0, index), path: await inclusionPath(read, index, size) };
}
