export {
  checkFairness,
  createAudit,
  type Audit,
  type AuditOptions,
  type QueueFigures,
  type SeenCheckpoint,
} from './audit.ts';
export { findingRules, type Finder, type Finding, type FindingCode, type Rule } from './finding.ts';
export { readLeaf } from './leaf.ts';
export type { EventLeaf, Lane, OpeningLeaf, OrderKey, PublicLeaf } from './leaf-kinds.ts';
export { AuditProblem, type AuditCode } from './problem.ts';
export { formatReceipt, isReceiptText, openReceipt, type Receipt } from './receipt.ts';
export { MERGE_DELAY_S } from './clocks.ts';
export { turn, type Turn, type Waiting } from './turn.ts';
