import { feedEntry, newState, readOrProblem } from './audit.ts';
import type { Finding } from './finding.ts';
import type { PublicLeaf, TakeLeaf } from './leaf-kinds.ts';
import { regimeAt } from './pools.ts';
import { AuditProblem } from './problem.ts';
import { openTasks, type Case, type State, type Task } from './state.ts';

/** Why a later submission was taken first; all but `out-of-turn` are lawful. */
export type PassingReason = 'held' | 'barred' | 'lane' | 'quota' | 'discipline' | 'out-of-turn';

/** A later submission was taken while a task of this one stood in the same queue. */
export interface Passing {
  /** Index of the take. */
  readonly index: number;
  /** Seconds since 1970, as the take says. */
  readonly ts: number;
  /** The submission that was taken; its index is larger than that of the one that was passed. */
  readonly ref: number;
  readonly q: string;
  /** Number of the passed task within its case. */
  readonly n: number;
  readonly why: PassingReason;
  /** The leaves that give the reason: the hold, the acts that bar, the grant, the queue's rule. */
  readonly cites: readonly number[];
}

/** A finding that concerns one submission. */
export interface OwnFinding {
  readonly finding: Finding;
  /** The next event of the passed case: it shows that nothing lay between (see `EvidenceReaders.closing`). */
  readonly closing?: number;
}

export interface PlaceReview {
  readonly passings: readonly Passing[];
  readonly findings: readonly OwnFinding[];
}

/** Follows the place of one submission through the log. */
export interface PlaceWatch {
  /** Feeds the bytes of the next leaf, from the first of the log on. */
  entry(index: number, bytes: Uint8Array): void;
  review(): PlaceReview;
}

/**
 * Recomputes the rules over a log and keeps what concerns one submission: who was taken before it in the queues it stood
 * in, why, and every finding that names it. @param ref index of the submission
 */
export function watchPlace(ref: number): PlaceWatch {
  const state = newState({});
  const passings: Passing[] = [];
  const findings: Finding[] = [];
  /** What was found at leaves that may give somebody priority later. */
  const grants = new Map<number, readonly Finding[]>();
  const own: Own = { ref, holds: new Map() };
  let events: readonly number[] = [];
  return {
    entry: (index, bytes) => {
      const leaf = readOrProblem(bytes);
      const passing = passingAt(state, own, { index, leaf });
      const found = feedEntry(state, bytes, index);
      events = state.cases.get(ref)?.events ?? events;
      if (!(leaf instanceof AuditProblem) && leaf.k === 'hold' && leaf.ref === ref) own.holds.set(leaf.n, index);
      if (found.length > 0 && isGrant(leaf)) grants.set(index, found);
      const behind = passing === undefined ? [] : passing.cites.flatMap((cited) => grants.get(cited) ?? []);
      findings.push(...behind, ...found.filter((finding) => passing?.index === finding.index || names(finding, ref)));
      if (passing !== undefined) passings.push(judged(passing, [...behind, ...found]));
    },
    review: () => ({
      passings,
      findings: [...new Set(findings)].map((finding) => {
        const closing = events.find((event) => event > finding.index);
        return closing === undefined ? { finding } : { finding, closing };
      }),
    }),
  };
}

interface Own {
  readonly ref: number;
  /** The latest hold of each of its tasks. */
  readonly holds: Map<number, number>;
}

type Read = PublicLeaf | AuditProblem;
const isGrant = (leaf: Read) => !(leaf instanceof AuditProblem) && (leaf.k === 'grant' || leaf.k === 'submit');

/** A reason is one only where nothing is wrong with the take, or with what it rests on. */
function judged(passing: Passing, found: readonly Finding[]): Passing {
  const excused = passing.why === 'held' || passing.why === 'barred';
  const wrong = excused ? found.some(({ rule }) => rule !== 'M4') : found.length > 0;
  return wrong ? { ...passing, why: 'out-of-turn', cites: [] } : passing;
}

function names({ values }: Finding, ref: number): boolean {
  return values.ref === ref || values.other === ref;
}

interface Entry {
  readonly index: number;
  readonly leaf: Read;
}

/** Before the leaf is fed: whether it takes a later submission past this one, and by what reason at first sight. */
function passingAt(state: State, { ref, holds }: Own, { index, leaf }: Entry): Passing | undefined {
  const own = state.cases.get(ref);
  if (own === undefined || leaf instanceof AuditProblem || leaf.k !== 'take' || leaf.ref <= ref) return undefined;
  const task = passedIn(own, leaf.q);
  if (task === undefined) return undefined;
  const { ts, q } = leaf;
  const { n } = task;
  const passing = { index, ts, ref: leaf.ref, q, n };
  if (task.state === 'eligible') return { ...passing, ...reasonOf(state, task, leaf) };
  const hold = holds.get(n);
  return { ...passing, why: 'held', cites: hold === undefined ? [] : [hold] };
}

/** The task of a case that stands first in a queue: one that waits before one that is held. */
function passedIn(own: Case, q: string): Task | undefined {
  const here = openTasks(own).filter(({ queue }) => queue.code === q);
  return here.find(({ state }) => state === 'eligible') ?? here.find(({ state }) => state === 'held');
}

function reasonOf(
  state: State,
  { of: own, queue }: Task,
  { ref, sk, ex, ts }: TakeLeaf,
): Pick<Passing, 'why' | 'cites'> {
  const bars = sk.filter((act) => state.actors.get(act) === own);
  if (bars.length > 0) return { why: 'barred', cites: bars };
  const other = state.cases.get(ref);
  const rule = regimeAt(queue, ts);
  const declared = rule === undefined ? [] : [rule.index];
  if (other === undefined || other.lane === own.lane) return { why: 'discipline', cites: declared };
  return other.lane < own.lane ? { why: 'lane', cites: [ex ?? ref] } : { why: 'quota', cites: declared };
}
