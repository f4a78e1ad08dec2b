export { concatenate, decodeBase64, decodeUtf8, encodeBase64, encodeUtf8, sameBytes } from './bytes.ts';
export {
  formatCheckpoint,
  openCheckpoint,
  openCheckpointOfAny,
  parseCheckpoint,
  type Checkpoint,
  type SignedCheckpoint,
} from './checkpoint.ts';
export { parseDecimal } from './decimal.ts';
export { joinEntries, requireEntryHashes, splitEntries } from './entries.ts';
export { emptyRoot, HASH_BYTES, leafHash, nodeHash, parseHash, sha256, type Hash } from './hash.ts';
export { formatKey, parseKey, sameKey, verifierKey, type KeyType, type Signer, type VerifierKey } from './key.ts';
export {
  checkSignatures,
  openNote,
  parseNote,
  parseSignature,
  signatureLine,
  signNote,
  type Note,
  type NoteSignature,
  type Signature,
} from './note.ts';
export {
  cosigners,
  isQuorum,
  openPolicyCheckpoint,
  parsePolicy,
  requireQuorum,
  withLogs,
  type Policy,
  type PolicyParty,
} from './policy.ts';
export { TlogProblem, type TlogCode } from './problem.ts';
export { verifyConsistency, verifyInclusion, type Consistency, type Inclusion } from './proof.ts';
export { formatProof, parseProof, verifyProof, type ProofFile } from './proof-file.ts';
export {
  hashesOfTiles,
  parseTilePath,
  requireTileHash,
  splitTile,
  subtree,
  TILE_HEIGHT,
  TILE_WIDTH,
  tilePath,
  tileWidth,
  type ReadTile,
  type Tile,
  type TileLevel,
} from './tile.ts';
export { TileTree, type LogFile } from './tile-tree.ts';
export { consistencyPath, inclusionPath, treeRoot, type ReadHash } from './tree.ts';
export { formatAddCheckpoint, parseAddCheckpoint, type AddCheckpoint } from './witness-request.ts';
