import { createAudit, type AuditOptions } from '../audit.ts';
import { evidenceOf } from '../evidence.ts';
import type { Finding } from '../finding.ts';
import { verifyEvidence, type EvidenceVerdict } from '../verify-evidence.ts';
import type { Cheat, Trick } from './cheat.ts';
import { cheatsInApproval } from './cheats-in-approval.ts';
import { cheatsByMachine } from './cheats-by-machine.ts';
import { cheatsInHistory } from './cheats-in-history.ts';
import { cheatsInOrder } from './cheats-in-order.ts';
import { cheatsWithPriority } from './cheats-with-priority.ts';
import type { City } from './city.ts';
import { honestCity, live } from './live.ts';
import { checkpointOf, readerOf, trust } from './notary.ts';

/** Every kind of cheating that is tried, with the rule that finds it and who can see it. */
export const cheats: readonly Cheat[] = [
  ...cheatsInOrder,
  ...cheatsWithPriority,
  ...cheatsInApproval,
  ...cheatsByMachine,
  ...cheatsInHistory,
];

const MOST_PATIENCE = 400;

/** What an audit finds in a city, with the times at which a witness saw its checkpoints. */
export function findingsIn(city: City, options: AuditOptions = {}): readonly Finding[] {
  const audit = createAudit(options);
  const checkpoints = city.checkpoints.values();
  let next = checkpoints.next();
  return city.bytes().flatMap((bytes, index) => {
    const found = [...audit.entry(index, bytes)];
    for (; !next.done && next.value.size <= index + 1; next = checkpoints.next())
      found.push(...audit.checkpoint({ size: next.value.size, cosignTimes: [next.value.time] }));
    return found;
  });
}

export interface Trial {
  /** Why the cheat was not found as it should be; undefined: it was. */
  readonly failure: string | undefined;
  readonly verdict?: EvidenceVerdict;
  /** Bytes of the evidence file. */
  readonly bytes?: number;
}

/** Lets a city be honest, cheat once, and go on; then looks for it as a stranger would, down to the evidence. */
export async function tryCheat(cheat: Cheat, seed: number, options: AuditOptions = {}): Promise<Trial> {
  const city = honestCity(seed, 40 + (seed % 40));
  const committed = waitFor(cheat, city);
  if (committed === undefined) return { failure: 'no opportunity' };
  const dishonestAt = city.leaves.length;
  live(city, 5 + (seed % 30));
  const found = findingsIn(city, options);
  if (typeof committed === 'function') return examineTrick(cheat, found, await committed(city));
  const [first] = found;
  if (first === undefined) return { failure: 'not found' };
  if (first.rule !== cheat.rule || first.index >= dishonestAt) return { failure: `${first.rule} ${first.code} first` };
  return examine(cheat, JSON.stringify([first.code, first.index]), await prove(city, first));
}

function waitFor(cheat: Cheat, city: City): true | Trick | undefined {
  for (let patience = 0; patience < MOST_PATIENCE; patience += 1) {
    const committed = cheat.commit(city);
    if (committed !== false) return committed;
    live(city, 3);
  }
  return undefined;
}

function examineTrick(cheat: Cheat, found: readonly Finding[], evidence: string): Trial {
  const [first] = found;
  if (first !== undefined) return { failure: `public leaves show ${first.code}` };
  return examine(cheat, undefined, evidence);
}

function examine(cheat: Cheat, expected: string | undefined, evidence: string): Trial {
  const bytes = Buffer.from(evidence);
  const verdict = verifyEvidence(bytes, trust);
  const same = expected === undefined || expected === JSON.stringify([verdict.code, Number(verdict.index)]);
  const right =
    same && cheat.codes.includes(verdict.code) && verdict.finder === cheat.finder && verdict.rule === cheat.rule;
  return { failure: right ? undefined : `evidence says ${verdict.code}`, verdict, bytes: bytes.length };
}

/** Evidence under the newest checkpoint, with the event that shows that nothing lay between, if there is one by now. */
export async function prove(city: City, finding: Finding): Promise<string> {
  const leaves = city.bytes();
  const hash = readerOf(leaves);
  const { index, values } = finding;
  const closing = city.leaves.findIndex((leaf, at) => at > index && leaf.ref === values.other);
  return evidenceOf(finding, {
    checkpoint: await checkpointOf(hash, leaves.length, city.now),
    hash,
    leaf: async (at) => Promise.resolve(leaves[at] ?? new Uint8Array()),
    closing: values.other === undefined || closing < 0 ? [] : [closing],
  });
}
