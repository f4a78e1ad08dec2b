export { announceKeys, earlierLogKeys, knownKeys, type KeysInForce } from './announce-keys.ts';
export { append, indexAt, type Follower } from './append.ts';
export { ledgerBoard, type LedgerBoard, type WitnessView } from './board.ts';
export { citableSize, isWitnessed, MERGE_DELAY_S, type CitationRefusal } from './citation.ts';
export { closeLog, type ClosedLog } from './close-log.ts';
export { commit, commitmentOf, type Opening } from './commit.ts';
export { cosign, type Cosigning, type WitnessTrouble } from './cosign.ts';
export { KEPT_SUBTREES, requireSignedHistory, type LedgerInstallation } from './installation.ts';
export { LedgerFault, type LedgerFaultCode } from './fault.ts';
export { freezeLog, frozenEvidence, type FrozenLog } from './freeze.ts';
export { fileGuard, type Guard } from './guard.ts';
export { ownAudit, type OwnAudit } from './own-audit.ts';
export { ownFindings, type OwnFindings } from './own-findings.ts';
export { proveLeaf, type LeafProof, type ProvingLedger } from './proof.ts';
export {
  lastCheckpoint,
  publication,
  reportCompared,
  reportPublishing,
  setQuorumNeeded,
  type Publication,
} from './publication-store.ts';
export { Publisher, type Press } from './publisher.ts';
export {
  leafBytes,
  leafTemplate,
  type Commitment,
  type HoldReason,
  type Leaf,
  type LeafIndex,
  type LeafKind,
  type ReleaseReason,
  type ServiceReason,
} from './leaf.ts';
export { completeFromMirror, type Completed } from './recover.ts';
export { remoteMirror, type Mirror } from './mirror-entries.ts';
export { receiptFor, receiptOf, type ReceiptPress } from './receipt.ts';
export { RENEWAL_MS } from './witness-progress.ts';
export { leavesAt, logSize, readLeaves, type StoredLeaf } from './read.ts';
