import { AuditProblem, readLeaf, type Finding } from '#audit';
import { entriesFrom, type Readable } from './copy.ts';

/** A passed-over case that nobody touches for so long is left as an assumption. */
const MOST_AFTER = 50_000;

/** Leaves that are read once, for every finding that looks for something in them. */
interface Stretch {
  readonly from: number;
  to: number;
  readonly findings: Finding[];
}

/**
 * For each finding the next event of the passed-over case, where there is one: it names the one before it, so nothing lay
 * between. The leaves are read once, however many findings there are.
 */
export async function closings(
  findings: readonly Finding[],
  copy: Readable,
  size: bigint,
): Promise<ReadonlyMap<Finding, number>> {
  const found = new Map<Finding, number>();
  for (const stretch of stretches(findings)) await search(stretch, found, { copy, size });
  return found;
}

interface Leaves {
  readonly copy: Readable;
  readonly size: bigint;
}

async function search(stretch: Stretch, found: Map<Finding, number>, { copy, size }: Leaves): Promise<void> {
  const open = Map.groupBy(stretch.findings, ({ values }) => values.other);
  for await (const [index, entry] of entriesFrom(copy, BigInt(stretch.from), size)) {
    const [at, ref] = [Number(index), refOf(entry)];
    if (at > stretch.to || open.size === 0) break;
    const waiting = ref === undefined ? [] : (open.get(ref) ?? []);
    for (const finding of waiting) if (finding.index < at) found.set(finding, at);
    const left = waiting.filter((finding) => finding.index >= at);
    if (left.length > 0) open.set(ref, left);
    else open.delete(ref);
  }
}

/** Where the events may lie that close gaps, without overlapping. */
function stretches(findings: readonly Finding[]): readonly Stretch[] {
  const made: Stretch[] = [];
  const gaps = findings.filter(({ values: { other } }) => typeof other === 'number');
  for (const finding of gaps.toSorted((one, later) => one.index - later.index)) {
    const [from, to, last] = [finding.index + 1, finding.index + MOST_AFTER, made.at(-1)];
    if (last === undefined || from >= last.to) made.push({ from, to, findings: [finding] });
    else {
      last.to = to;
      last.findings.push(finding);
    }
  }
  return made;
}

function refOf(entry: Uint8Array): number | undefined {
  try {
    const leaf = readLeaf(entry);
    return 'ref' in leaf ? leaf.ref : undefined;
  } catch (error) {
    if (error instanceof AuditProblem) return undefined;
    throw error;
  }
}
