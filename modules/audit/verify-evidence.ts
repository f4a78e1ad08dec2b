import {
  cosigners,
  encodeUtf8,
  isQuorum,
  leafHash,
  openPolicyCheckpoint,
  sameBytes,
  verifyInclusion,
  type Policy,
  type SignedCheckpoint,
  type VerifierKey,
} from '#tlog';
import {
  parseEvidence,
  type Evidence,
  type ForkEvidence,
  type ProvedHash,
  type ReceiptEvidence,
} from './evidence-file.ts';
import type { Finder, FindingCode, Rule } from './finding.ts';
import { AuditProblem } from './problem.ts';
import { openReceipt } from './receipt.ts';
import { replay, type Assumption } from './replay.ts';

/** Whom whoever verifies believes. */
export interface Trust {
  readonly policy: Policy;
  readonly receiptKeys: readonly VerifierKey[];
}

/** What evidence can prove besides findings in leaves; all are M1. */
export type BreachCode = 'log.forked' | 'receipt.not-kept' | 'receipt.other-leaf';

export interface EvidenceVerdict {
  readonly rule: Rule;
  readonly code: FindingCode | BreachCode;
  readonly finder: Finder;
  /** Where in the log it shows. */
  readonly index: bigint;
  readonly values: Readonly<Record<string, string | number>>;
  /** What the leaves in the file cannot show by themselves; empty: the file alone convicts. */
  readonly assumes: readonly Assumption[];
  readonly origin: string;
  /** Number of leaves of the checkpoint. */
  readonly size: bigint;
  /** Whether a quorum of the policy's witnesses has cosigned that checkpoint. */
  readonly witnessed: boolean;
}

/**
 * Verifies an evidence file offline: signatures, inclusion proofs, and the rule itself, computed again.
 * @throws TlogProblem, AuditProblem when it does not prove what it says
 */
export function verifyEvidence(bytes: Uint8Array, trust: Trust): EvidenceVerdict {
  return verdictOf(parseEvidence(bytes), trust);
}

function verdictOf(evidence: Evidence, trust: Trust): EvidenceVerdict {
  if (evidence.kind === 'fork') return fork(evidence, trust);
  if (evidence.kind === 'receipt') return brokenReceipt(evidence, trust);
  const checkpoint = open(evidence.checkpoint, trust);
  const earlier = evidence.earlier === undefined ? undefined : open(evidence.earlier, trust);
  if (earlier !== undefined && earlier.origin !== checkpoint.origin) throw new AuditProblem('evidence.other-log');
  for (const { index, leaf, path } of evidence.leaves)
    requireLeaf(checkpoint, BigInt(index), { leafHash: leafHash(leaf), path });
  const seen = [checkpoint, ...(earlier === undefined ? [] : [earlier])].map((signed) => ({
    size: Number(signed.size),
    cosignTimes: timesOf(signed),
  }));
  const { finding, assumes } = replay(evidence, seen);
  const { rule, code, finder, values } = finding;
  return { rule, code, finder, values, assumes, index: BigInt(finding.index), ...about(checkpoint, trust) };
}

/** Both sides are signed by the same log: either of one size with two roots, or two leaves at one place. */
function fork({ checkpoints, leaf }: ForkEvidence, trust: Trust): EvidenceVerdict {
  const [one, other] = [open(checkpoints[0], trust), open(checkpoints[1], trust)];
  if (one.origin !== other.origin) throw new AuditProblem('evidence.other-log');
  const index = leaf === undefined ? sameSize(one, other) : BigInt(leaf.index);
  if (leaf !== undefined) {
    requireLeaf(one, index, leaf.sides[0]);
    requireLeaf(other, index, leaf.sides[1]);
    if (sameBytes(leaf.sides[0].leafHash, leaf.sides[1].leafHash)) throw new AuditProblem('evidence.not-proved');
  }
  const values = { size: String(one.size), otherSize: String(other.size) };
  return { ...breach('log.forked', 'witness'), index, values, ...about(one, trust) };
}

function sameSize(one: SignedCheckpoint, other: SignedCheckpoint): bigint {
  if (one.size !== other.size || sameBytes(one.root, other.root)) throw new AuditProblem('evidence.not-proved');
  return one.size;
}

function brokenReceipt({ receipt, checkpoint, other }: ReceiptEvidence, trust: Trust): EvidenceVerdict {
  const promised = openReceipt(encodeUtf8(receipt), trust.receiptKeys);
  const signed = open(checkpoint, trust);
  if (signed.origin !== promised.origin) throw new AuditProblem('evidence.other-log');
  const { index } = promised;
  if (other !== undefined) {
    requireLeaf(signed, index, other);
    if (sameBytes(other.leafHash, promised.leafHash)) throw new AuditProblem('evidence.not-proved');
    const values = { index: String(index), size: String(signed.size) };
    return { ...breach('receipt.other-leaf', 'receipt'), index, values, ...about(signed, trust) };
  }
  // The earliest, so that one witness with a fast clock convicts nobody.
  const seen = timesOf(signed).toSorted((one, later) => one - later)[0];
  if (seen === undefined) throw new AuditProblem('evidence.no-time');
  const due = promised.time + promised.mergeDelay;
  if (signed.size > index || BigInt(seen) <= due) throw new AuditProblem('evidence.not-proved');
  const values = { index: String(index), size: String(signed.size), seconds: seen - Number(due) };
  return { ...breach('receipt.not-kept', 'receipt'), index, values, ...about(signed, trust) };
}

function breach(code: BreachCode, finder: Finder) {
  return { rule: 'M1', code, finder, assumes: [] } as const;
}

function open(note: string, { policy }: Trust): SignedCheckpoint {
  return openPolicyCheckpoint(encodeUtf8(note), policy);
}

function requireLeaf({ size, root }: SignedCheckpoint, index: bigint, { leafHash, path }: ProvedHash): void {
  verifyInclusion({ index, size, root, leafHash, path });
}

/** When witnesses saw the checkpoint, by their own clocks. */
function timesOf({ signatures }: SignedCheckpoint): readonly number[] {
  return signatures.flatMap(({ time }) => (time === undefined ? [] : [Number(time)]));
}

function about(checkpoint: SignedCheckpoint, { policy }: Trust) {
  const witnessed = policy.quorum !== 'none' && isQuorum(policy, cosigners(policy, checkpoint));
  return { origin: checkpoint.origin, size: checkpoint.size, witnessed };
}
