import type { Leaf, LeafIndex } from '#ledger';

/** Leaves of one case that do not know yet what comes before them. */
export type Unchained = Leaf extends infer Each
  ? Each extends { readonly prev: unknown }
    ? Omit<Each, 'prev' | 'ref'>
    : never
  : never;

interface Chain {
  readonly ref: LeafIndex;
  /** The latest event of the case. */
  readonly last: LeafIndex;
}

/** Puts the leaves of an append into the chain of their case: each names the one before it (rule M3). */
export function chained({ ref, last }: Chain, leaves: readonly Unchained[]): readonly Leaf[] {
  return leaves.map((leaf, place): Leaf => ({ ...leaf, ref, prev: place === 0 ? last : { plus: place - 1 } }));
}
