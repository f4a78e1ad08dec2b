import { createAudit } from '../audit.ts';
import { evidenceOf } from '../evidence.ts';
import { AuditProblem } from '../problem.ts';
import type { Assumption } from '../replay.ts';
import { verifyEvidence } from '../verify-evidence.ts';
import type { City } from './city.ts';
import { checkpointOf, readerOf, trust } from './notary.ts';

const MOST_FINDINGS = 20;

/**
 * Accuses an honest city: leaves things out until the rest looks bad, and makes evidence of that.
 * @returns for each piece of evidence that verifies, what it had to assume that is not so, as far as that is plain
 */
export async function accuse(city: City): Promise<readonly (readonly Assumption[])[]> {
  const leaves = city.bytes();
  const hash = readerOf(leaves);
  const checkpoint = await checkpointOf(hash, leaves.length, city.now);
  const shown = leftOver(city);
  const audit = createAudit();
  const found = shown.flatMap((index) => audit.entry(index, leaves[index] ?? new Uint8Array()));
  const declared = city.leaves.filter(({ k, q }) => k === 'rule' && q !== undefined);
  const stable = declared.length === city.pools.length;
  const verdicts: (readonly Assumption[])[] = [];
  for (const finding of found.slice(0, MOST_FINDINGS)) {
    const closing = city.random.happens(0.5) ? [] : shown.filter(() => city.random.happens(0.3));
    const leaf = async (at: number) => Promise.resolve(leaves[at] ?? new Uint8Array());
    const evidence = await evidenceOf(finding, { checkpoint, hash, leaf, closing });
    const assumes = verified(evidence);
    if (assumes !== undefined) verdicts.push(stable ? assumes.filter((one) => one !== 'rules-in-force') : assumes);
  }
  return verdicts;
}

/** Some leaves, or some cases whole, with or without the rules. */
function leftOver({ random, leaves, cases }: City): readonly number[] {
  const [share, rulesKept] = [random.next(), random.happens(0.5)];
  const wholly = random.happens(0.3) ? [] : cases.filter(() => random.happens(0.5)).map(({ ref }) => ref);
  return leaves.flatMap((leaf, index) => {
    const kept = wholly.includes(Number(leaf.ref ?? index)) || (rulesKept && leaf.k === 'rule');
    return kept || random.happens(wholly.length > 0 ? 0.1 : share) ? [index] : [];
  });
}

function verified(evidence: string): readonly Assumption[] | undefined {
  try {
    return verifyEvidence(Buffer.from(evidence), trust).assumes;
  } catch (error) {
    if (error instanceof AuditProblem && error.code === 'evidence.not-proved') return undefined;
    throw error;
  }
}
