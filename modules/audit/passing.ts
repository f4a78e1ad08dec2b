import { feedEntry, newState, readOrProblem } from './audit.ts';
import type { Finding } from './finding.ts';
import type { TakeLeaf } from './leaf-kinds.ts';
import { regimeAt } from './pools.ts';
import { AuditProblem } from './problem.ts';
import type { Case, State } from './state.ts';

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
  let events: readonly number[] = [];
  return {
    entry: (index, bytes) => {
      const passing = passingAt(state, ref, { index, bytes });
      const found = feedEntry(state, bytes, index);
      events = state.cases.get(ref)?.events ?? events;
      findings.push(...found.filter((finding) => passing?.index === finding.index || names(finding, ref)));
      if (passing === undefined) return;
      const jumped = found.some(({ rule }) => rule === 'M4') && passing.why !== 'held' && passing.why !== 'barred';
      passings.push(jumped ? { ...passing, why: 'out-of-turn', cites: [] } : passing);
    },
    review: () => ({
      passings,
      findings: findings.map((finding) => {
        const closing = events.find((event) => event > finding.index);
        return closing === undefined ? { finding } : { finding, closing };
      }),
    }),
  };
}

function names({ values }: Finding, ref: number): boolean {
  return values.ref === ref || values.other === ref;
}

interface Entry {
  readonly index: number;
  readonly bytes: Uint8Array;
}

/** Before the leaf is fed: whether it takes a later submission past this one, and by what reason at first sight. */
function passingAt(state: State, ref: number, { index, bytes }: Entry): Passing | undefined {
  const own = state.cases.get(ref);
  if (own === undefined || (own.state !== 'eligible' && own.state !== 'held')) return undefined;
  const leaf = readOrProblem(bytes);
  if (leaf instanceof AuditProblem || leaf.k !== 'take' || leaf.q !== own.queue.code || leaf.ref <= ref)
    return undefined;
  const { ts, q } = leaf;
  return { index, ts, ref: leaf.ref, q, n: own.n, ...reasonOf(state, own, leaf) };
}

function reasonOf(state: State, own: Case, { ref, sk, ex, ts }: TakeLeaf): Pick<Passing, 'why' | 'cites'> {
  if (own.state === 'held') return { why: 'held', cites: own.events.slice(-1) };
  const bars = sk.filter((act) => state.actors.get(act) === own);
  if (bars.length > 0) return { why: 'barred', cites: bars };
  const other = state.cases.get(ref);
  const rule = regimeAt(own.queue, ts);
  const declared = rule === undefined ? [] : [rule.index];
  if (other === undefined || other.lane === own.lane) return { why: 'discipline', cites: declared };
  return other.lane < own.lane
    ? { why: 'lane', cites: ex === undefined ? [] : [ex] }
    : { why: 'quota', cites: declared };
}
