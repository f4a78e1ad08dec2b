import { evidenceOf, type Finding } from '#audit';
import type { Policy } from '#tlog';
import { closings } from './closings.ts';
import { entryOf, hashesOf, type Noted, type Readable } from './copy.ts';
import { holding } from './holding.ts';
import { recentFiles } from './recent-files.ts';

export interface Prosecution {
  readonly copy: Readable;
  /** The checkpoint to prove it under. */
  readonly checkpoint: Noted;
  readonly policy: Policy;
  /** A checkpoint of that size with its cosignatures, if it was kept. */
  readonly earlier: (size: number) => string | undefined;
}

/** For each finding the file that proves it to strangers, one after the other; undefined where the leaves so far do not. */
export async function* prove(
  findings: readonly Finding[],
  prosecution: Prosecution,
): AsyncGenerator<readonly [Finding, string | undefined]> {
  const { checkpoint } = prosecution;
  const covered = findings.filter(({ index }) => BigInt(index) < checkpoint.size);
  const closing = await closings(covered, prosecution.copy, checkpoint.size);
  const copy = { files: recentFiles(prosecution.copy.files) };
  for (const finding of covered)
    yield [finding, await proofOf(finding, { ...prosecution, copy }, closing.get(finding))];
}

async function proofOf(
  finding: Finding,
  { copy, checkpoint, policy, earlier }: Prosecution,
  closing: number | undefined,
): Promise<string | undefined> {
  const { size } = finding.values;
  const cosigned = typeof size === 'number' ? earlier(size) : undefined;
  const evidence = await evidenceOf(finding, {
    checkpoint: checkpoint.note,
    leaf: async (index) => entryOf(copy, BigInt(index), checkpoint.size),
    hash: hashesOf(copy, checkpoint.size),
    closing: closing === undefined ? [] : [closing],
    ...(cosigned === undefined ? {} : { earlier: cosigned }),
  });
  return holding(evidence, { policy, receiptKeys: [] });
}
