export {
  checkFairness,
  createAudit,
  type Audit,
  type AuditOptions,
  type QueueFigures,
  type SeenCheckpoint,
} from './audit.ts';
export { MERGE_DELAY_S } from './clocks.ts';
export { openCommitment, type CommitmentOpening } from './commitment.ts';
export { evidenceOf, forkEvidence, receiptEvidence, type EvidenceReaders } from './evidence.ts';
export {
  EVIDENCE_FORMAT,
  type Evidence,
  type ForkEvidence,
  type LeafEvidence,
  type ProvedHash,
  type ReceiptEvidence,
} from './evidence-file.ts';
export { findingRules, type Finder, type Finding, type FindingCode, type Rule } from './finding.ts';
export { readLeaf } from './leaf.ts';
export type {
  EventLeaf,
  Lane,
  OpeningLeaf,
  OrderKey,
  PriorityRuleLeaf,
  PublicLeaf,
  QueueRuleLeaf,
} from './leaf-kinds.ts';
export { AuditProblem, type AuditCode } from './problem.ts';
export { formatReceipt, isReceiptText, openReceipt, type Receipt } from './receipt.ts';
export { quorumTimes, type QuorumTimes } from './quorum-times.ts';
export type { Assumption } from './replay.ts';
export {
  watchPlace,
  type OwnFinding,
  type Passing,
  type PassingReason,
  type PlaceReview,
  type PlaceWatch,
} from './passing.ts';
export { followStandings, type QueueStanding, type Standing, type Standings } from './standing.ts';
export { turn, type Turn, type Waiting } from './turn.ts';
export { openTrusted } from './trust.ts';
export { verifyEvidence, type BreachCode, type EvidenceVerdict, type Trust } from './verify-evidence.ts';
export { verifyFile, type FileKind, type FileReport, type Statement, type StatementCode } from './verify-file.ts';
