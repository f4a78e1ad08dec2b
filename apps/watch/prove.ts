import { AuditProblem, evidenceOf, readLeaf, type Finding } from '#audit';
import type { Policy } from '#tlog';
import { entriesFrom, entryOf, hashesOf, type Copy, type Noted } from './copy.ts';
import { holding } from './holding.ts';

export interface Prosecution {
  readonly copy: Copy;
  /** The checkpoint to prove it under. */
  readonly checkpoint: Noted;
  readonly policy: Policy;
  /** A checkpoint of that size with its cosignatures, if it was kept. */
  readonly earlier: (size: number) => string | undefined;
}

/** A passed-over case that nobody touches for so long is left as an assumption. */
const MOST_AFTER = 50_000n;

/** The file that proves a finding to strangers; undefined where the leaves so far do not. */
export async function prove(finding: Finding, prosecution: Prosecution): Promise<string | undefined> {
  const { copy, checkpoint, policy, earlier } = prosecution;
  if (BigInt(finding.index) >= checkpoint.size) return undefined;
  const { size } = finding.values;
  const cosigned = typeof size === 'number' ? earlier(size) : undefined;
  const evidence = await evidenceOf(finding, {
    checkpoint: checkpoint.note,
    leaf: async (index) => entryOf(copy, BigInt(index), checkpoint.size),
    hash: hashesOf(copy, checkpoint.size),
    closing: await closing(finding, prosecution),
    ...(cosigned === undefined ? {} : { earlier: cosigned }),
  });
  return holding(evidence, { policy, receiptKeys: [] });
}

/** The next event of the passed-over case: it names the one before it, so nothing lay between. */
async function closing({ index, values: { other } }: Finding, { copy, checkpoint }: Prosecution): Promise<number[]> {
  if (typeof other !== 'number') return [];
  for await (const [at, entry] of entriesFrom(copy, BigInt(index) + 1n, checkpoint.size)) {
    if (isEventOf(entry, other)) return [Number(at)];
    if (at - BigInt(index) > MOST_AFTER) break;
  }
  return [];
}

function isEventOf(entry: Uint8Array, ref: number): boolean {
  try {
    const leaf = readLeaf(entry);
    return 'ref' in leaf && leaf.ref === ref;
  } catch (error) {
    if (error instanceof AuditProblem) return false;
    throw error;
  }
}
