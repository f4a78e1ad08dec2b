import { encodeUtf8, inclusionPath, parseCheckpoint, parseNote, type ReadHash } from '#tlog';
import { formatEvidence, type ForkEvidence, type LeafEvidence, type ReceiptEvidence } from './evidence-file.ts';
import type { Finding } from './finding.ts';
import { AuditProblem } from './problem.ts';

/** Where the leaves and hashes of a published log come from, e.g. a mirror's files. */
export interface EvidenceReaders {
  /** The signed checkpoint to prove everything under, with its cosignatures; it covers the finding. */
  readonly checkpoint: string;
  readonly leaf: (index: number) => Promise<Uint8Array>;
  /** Reads the tree of that checkpoint. */
  readonly hash: ReadHash;
  /**
   * Later events that close a gap: the next event of the overtaken case names the one before it, so nothing lay
   * between. Without them the evidence says what it assumes.
   */
  readonly closing?: readonly number[];
  /** A smaller checkpoint with the cosignature times that a finding of M11 rests on. */
  readonly earlier?: string;
}

/**
 * The file that proves a finding to somebody who has nothing but the log's policy: the leaves, their inclusion proofs,
 * and one checkpoint. Usually 5–15 KB.
 * @throws AuditProblem evidence.not-covered: the checkpoint ends before the finding
 */
export async function evidenceOf({ code, index, leaves }: Finding, readers: EvidenceReaders): Promise<string> {
  const { checkpoint, earlier, closing = [] } = readers;
  const { size } = parseCheckpoint(parseNote(encodeUtf8(checkpoint)).text);
  const wanted = [...new Set([...leaves, ...closing])].toSorted((one, other) => one - other);
  if (wanted.some((leaf) => BigInt(leaf) >= size)) throw new AuditProblem('evidence.not-covered', String(index));
  const proved = await Promise.all(
    wanted.map(async (at) => ({
      index: at,
      leaf: await readers.leaf(at),
      path: await inclusionPath(readers.hash, BigInt(at), size),
    })),
  );
  const evidence: LeafEvidence = { kind: 'leaves', code, index, checkpoint, leaves: proved };
  return formatEvidence(earlier === undefined ? evidence : { ...evidence, earlier });
}

/**
 * Two signed checkpoints of one log that contradict each other: of one size with different roots, or, with `leaf`, of
 * any sizes with different leaves at one index. That a consistency proof does not verify is no evidence: anybody can
 * make a bad one.
 */
export function forkEvidence(checkpoints: ForkEvidence['checkpoints'], leaf?: ForkEvidence['leaf']): string {
  return formatEvidence({ kind: 'fork', checkpoints, ...(leaf && { leaf }) });
}

/** A receipt and a checkpoint that breaks it: too small past the merge delay, or, with `other`, of another leaf. */
export function receiptEvidence({ receipt, checkpoint, other }: Omit<ReceiptEvidence, 'kind'>): string {
  return formatEvidence({ kind: 'receipt', receipt, checkpoint, ...(other && { other }) });
}
