import { cosigners, encodeUtf8, isQuorum, leafHash, sameBytes, verifyInclusion, type SignedCheckpoint } from '#tlog';
import {
  parseEvidence,
  type Evidence,
  type ForkEvidence,
  type ProvedHash,
  type ReceiptEvidence,
} from './evidence-file.ts';
import type { Finder, FindingCode, Rule } from './finding.ts';
import { AuditProblem } from './problem.ts';
import { quorumTimes } from './quorum-times.ts';
import { openReceipt } from './receipt.ts';
import { replay, type Assumption } from './replay.ts';
import { openTrusted, type Trust } from './trust.ts';

export type { Trust } from './trust.ts';

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
  /** Rests on the clocks of whichever witnesses signed, since the policy asks for no quorum of them. */
  readonly onAnyClock: boolean;
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
  const checkpoint = openTrusted(evidence.checkpoint, trust);
  const earlier = evidence.earlier === undefined ? undefined : openTrusted(evidence.earlier, trust);
  if (earlier !== undefined && earlier.origin !== checkpoint.origin) throw new AuditProblem('evidence.other-log');
  for (const { index, leaf, path } of evidence.leaves)
    requireLeaf(checkpoint, BigInt(index), { leafHash: leafHash(leaf), path });
  const seen = [checkpoint, ...(earlier === undefined ? [] : [earlier])].map((signed) => {
    const cosignTimes = quorumTimes(trust.policy, signed);
    return { size: Number(signed.size), ...(cosignTimes && { cosignTimes }) };
  });
  const { finding, assumes } = replay(evidence, seen);
  const { rule, code, finder, values } = finding;
  const told = { rule, code, finder, values, assumes, onAnyClock: finder === 'witness' && isAnyClock(trust) };
  return { ...told, index: BigInt(finding.index), ...about(checkpoint, trust) };
}

/** Both sides are signed by the same log: either of one size with two roots, or two leaves at one place. */
function fork({ checkpoints, leaf }: ForkEvidence, trust: Trust): EvidenceVerdict {
  const [one, other] = [openTrusted(checkpoints[0], trust), openTrusted(checkpoints[1], trust)];
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
  const signed = openTrusted(checkpoint, trust);
  if (signed.origin !== promised.origin) throw new AuditProblem('evidence.other-log');
  const { index } = promised;
  if (other !== undefined) {
    requireLeaf(signed, index, other);
    if (sameBytes(other.leafHash, promised.leafHash)) throw new AuditProblem('evidence.not-proved');
    const values = { index: String(index), size: String(signed.size) };
    return { ...breach('receipt.other-leaf', 'receipt'), index, values, ...about(signed, trust) };
  }
  const [by, still = by] = quorumTimes(trust.policy, signed) ?? [];
  // So many signed it then or later that they are a quorum. Where none is asked for, the slowest clock has to say so.
  const seen = isAnyClock(trust) ? by : still;
  if (seen === undefined) throw new AuditProblem('evidence.no-time');
  const due = promised.time + promised.mergeDelay;
  if (signed.size > index || BigInt(seen) <= due) throw new AuditProblem('evidence.not-proved');
  const values = { index: String(index), size: String(signed.size), seconds: seen - Number(due) };
  const told = { ...breach('receipt.not-kept', 'receipt'), onAnyClock: isAnyClock(trust) };
  return { ...told, index, values, ...about(signed, trust) };
}

/** Without a quorum, a witness with a wrong clock would convict. */
function isAnyClock({ policy }: Trust): boolean {
  return policy.quorum === 'none';
}

function breach(code: BreachCode, finder: Finder) {
  return { rule: 'M1', code, finder, assumes: [], onAnyClock: false } as const;
}

function requireLeaf({ size, root }: SignedCheckpoint, index: bigint, { leafHash, path }: ProvedHash): void {
  verifyInclusion({ index, size, root, leafHash, path });
}

function about(checkpoint: SignedCheckpoint, { policy }: Trust) {
  const witnessed = policy.quorum !== 'none' && isQuorum(policy, cosigners(policy, checkpoint));
  return { origin: checkpoint.origin, size: checkpoint.size, witnessed };
}
