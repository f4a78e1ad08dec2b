import { readLeaf } from '#audit';
import type { Tx, World } from '#kernel';
import { readLeaves, type LeafIndex, type StoredLeaf } from '#ledger';
import { filedAt, insertLost, skipNumbers } from './lost-store.ts';

/**
 * After leaves came back from a mirror: a bundle that the database has never heard of cannot be made again, because its
 * leaf only commits to what was filed; one whose parts were submitted since is held, or they would be submitted twice.
 * @param missing indices of submissions that have no case, as `cases` has found them
 * @returns indices of the bundles that are held or remembered
 */
export async function adoptBundles(
  tx: Tx,
  { clock }: Pick<World, 'clock'>,
  { restored, missing }: { readonly restored: readonly StoredLeaf[]; readonly missing: readonly LeafIndex[] },
): Promise<readonly LeafIndex[]> {
  const leaves = restored.map(({ index, bytes }) => ({ index, leaf: readLeaf(bytes) }));
  const strange = leaves.flatMap(({ index, leaf }) => (leaf.k === 'bundle' ? [index] : []));
  const known = await filedAt(tx, strange);
  const without = strange.filter((index) => !known.has(index));
  const submissions = new Map<LeafIndex, LeafIndex[]>(without.map((index) => [index, []]));
  for (const { index, leaf } of leaves) {
    if (leaf.k !== 'submit' || leaf.bundle === undefined || !missing.includes(index)) continue;
    const bundle = BigInt(leaf.bundle);
    submissions.set(bundle, [...(submissions.get(bundle) ?? []), index]);
  }
  const found = [];
  for (const [ref, parts] of submissions) found.push({ ref, submissions: parts, filedAt: await momentOf(tx, ref) });
  await insertLost(tx, found, clock.now());
  await skipNumbers(tx, without.length);
  return [...submissions.keys()].toSorted((a, b) => Number(a - b));
}

async function momentOf(tx: Tx, ref: LeafIndex): Promise<Date> {
  const [leaf] = await readLeaves(tx, ref, 1);
  return new Date(leaf === undefined ? 0 : readLeaf(leaf.bytes).ts * 1000);
}
