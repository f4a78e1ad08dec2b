import { createAudit, type SeenCheckpoint } from './audit.ts';
import type { LeafEvidence } from './evidence-file.ts';
import type { Finding, FindingCode } from './finding.ts';
import type { PublicLeaf } from './leaf-kinds.ts';
import { readLeaf } from './leaf.ts';
import { AuditProblem } from './problem.ts';

/**
 * What a handful of leaves cannot show by themselves, because it says that something is *not* in the log; anybody who
 * follows the log can check it. Sentences under `audit.assumes.`.
 */
export type Assumption =
  /** No number of this queue was given between the two leaves. */
  | 'no-number-between'
  /** No rule declared the queue before. */
  | 'not-declared'
  /** Nothing happened to the passed-over case between its last event shown and the take. */
  | 'case-untouched'
  /** The queue's rules shown are the ones in force. */
  | 'rules-in-force'
  /** Since the last priority take there were as many takes of the normal lane as the finding says, or implies. */
  | 'quota-count'
  /** The queue was not opened again between the pause and the take. */
  | 'not-reopened';

interface Replayed {
  readonly finding: Finding;
  readonly assumes: readonly Assumption[];
}

type Leaves = ReadonlyMap<number, PublicLeaf>;

/** Rests on a case's whole chain up to the finding, which is then hash-linked without a gap. */
const chained: ReadonlySet<FindingCode> = new Set([
  'take.paused',
  'take.out-of-turn',
  'take.beyond-quota',
  'take.not-in-queue',
  'take.twice',
  'take.held',
  'take.ended',
  'task.not-in-hand',
  'task.not-held',
  'task.other',
  'task.unfinished',
  'task.not-automatic',
  'accept.twice',
  'take.grant-not-cited',
  'take.no-such-grant',
]);

/** Depends on what was declared of the queue: its stage, by what it orders, and whether machines work there without a take. */
const ruled: ReadonlySet<FindingCode> = new Set([
  'take.out-of-turn',
  'take.beyond-quota',
  'task.not-in-hand',
  'task.unfinished',
  'task.not-automatic',
]);

/**
 * Computes the rule again from the proved leaves alone. Leaving leaves out must not make an honest history look bad:
 * chains have to be whole, cited places have to be shown, and what nobody can show is named as an assumption.
 * @throws AuditProblem evidence.not-proved
 */
export function replay({ code, index, leaves }: LeafEvidence, seen: readonly SeenCheckpoint[]): Replayed {
  const audit = createAudit({ assumedSince: code === 'take.beyond-quota' ? 0 : Number.POSITIVE_INFINITY });
  const sorted = leaves.toSorted((one, other) => one.index - other.index);
  if (sorted.some((leaf, at) => leaf.index === sorted[at - 1]?.index))
    throw new AuditProblem('evidence.malformed', 'leaves');
  const found = [
    ...seen.flatMap((checkpoint) => audit.checkpoint(checkpoint)),
    ...sorted.flatMap((leaf) => audit.entry(leaf.index, leaf.leaf)),
  ];
  const finding = found.find((known) => known.code === code && known.index === index);
  if (finding === undefined) throw new AuditProblem('evidence.not-proved');
  const readable: Leaves =
    code === 'leaf.malformed' ? new Map() : new Map(sorted.map((known) => [known.index, readLeaf(known.leaf)]));
  if (chained.has(code)) requireWholeChains(found, finding);
  requireShown(finding, readable);
  return { finding, assumes: assumptions(finding, readable) };
}

function requireWholeChains(found: readonly Finding[], { index, values, code }: Finding): void {
  const cases = [values.ref, values.other];
  const broken = found.some((other) => other.rule === 'M3' && other.index <= index && cases.includes(other.values.ref));
  const declared = ruled.has(code);
  const undeclared =
    declared && found.some((other) => other.code === 'queue.undeclared' && other.values.q === values.q);
  if (broken || undeclared) throw new AuditProblem('evidence.not-proved');
}

/** Where a finding says that something cited is not what it should be, the cited leaf must be there to see. */
function requireShown({ code, index }: Finding, leaves: Leaves): void {
  const leaf = leaves.get(index);
  const shown = (cited: number) => cited >= index || leaves.has(cited);
  if (code === 'chain.broken' && leaf !== undefined && 'prev' in leaf && shown(leaf.prev)) return;
  if (code === 'grant.no-rule' && leaf?.k === 'grant' && shown(leaf.rule)) return;
  if (code === 'chain.no-open-case' && leaf !== undefined && isOrphan(leaf, index, leaves)) return;
  if (code === 'chain.broken' || code === 'grant.no-rule' || code === 'chain.no-open-case')
    throw new AuditProblem('evidence.not-proved');
}

const ENDING = new Set(['refuse', 'deliver', 'withdraw', 'close']);

/** Its case never was one, or had ended with the event before. */
function isOrphan(leaf: PublicLeaf, index: number, leaves: Leaves): boolean {
  if (!('prev' in leaf)) return false;
  const [opening, before] = [leaves.get(leaf.ref), leaves.get(leaf.prev)];
  if (leaf.ref >= index) return true;
  if (opening !== undefined && opening.k !== 'submit' && opening.k !== 'migrated') return true;
  if (before === undefined || !('ref' in before) || before.ref !== leaf.ref) return false;
  return ENDING.has(before.k) || (before.k === 'decide' && !(leaf.k === 'ready' && leaf.prev === index - 1));
}

function assumptions(finding: Finding, leaves: Leaves): readonly Assumption[] {
  const { code } = finding;
  if (code === 'number.not-next') return finding.values.qn === undefined || rises(finding) ? ['no-number-between'] : [];
  if (code === 'queue.undeclared') return ['not-declared'];
  if (code === 'take.paused') return ['not-reopened'];
  if (code === 'task.unfinished' || code === 'task.not-automatic') return ['rules-in-force'];
  if (code === 'task.not-in-hand') return finding.values.kind === 'release' ? [] : ['rules-in-force'];
  if (code !== 'take.out-of-turn' && code !== 'take.beyond-quota') return [];
  return [
    'rules-in-force',
    ...(isClosed(finding, leaves) ? [] : (['case-untouched'] as const)),
    ...(countsQuota(finding, leaves) ? (['quota-count'] as const) : []),
  ];
}

/** A number that is not larger than an earlier one is wrong whatever lies between. */
function rises({ values: { qn, expected } }: Finding): boolean {
  return Number(qn) >= Number(expected);
}

function countsQuota({ code, values }: Finding, leaves: Leaves): boolean {
  if (code === 'take.beyond-quota') return true;
  const limited = [...leaves.values()].some((leaf) => leaf.k === 'rule' && 'q' in leaf && leaf.quota !== undefined);
  return limited && values.lane === 2 && values.otherLane !== 2;
}

/** The passed-over case's next event names its last one before the take: nothing lay between. */
function isClosed({ index, values: { other } }: Finding, leaves: Leaves): boolean {
  const events = [...leaves].filter(([at, leaf]) => at === other || ('ref' in leaf && leaf.ref === other));
  const last = events.filter(([at]) => at < index).at(-1)?.[0];
  return events.some(([at, leaf]) => at > index && 'prev' in leaf && leaf.prev === last);
}
