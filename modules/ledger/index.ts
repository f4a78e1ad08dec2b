export { append, indexAt, type Follower } from './append.ts';
export { commit, commitmentOf, type Opening } from './commit.ts';
export { checkFairness, type Finding } from './fairness.ts';
export {
  leafTemplate,
  type Commitment,
  type HoldReason,
  type Leaf,
  type LeafIndex,
  type LeafKind,
  type ReleaseReason,
} from './leaf.ts';
export { logSize, readLeaves, type StoredLeaf } from './read.ts';
