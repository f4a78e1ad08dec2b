import { settleDecided } from './chain.ts';
import type { Finding, Rule } from './finding.ts';
import type { PublicLeaf } from './leaf-kinds.ts';
import { readLeaf } from './leaf.ts';
import { declareQueue, serve } from './pools.ts';
import { declareGround } from './priority.ts';
import { AuditProblem } from './problem.ts';
import type { QuorumTimes } from './quorum-times.ts';
import { report, type Queue, type State } from './state.ts';
import { openCase } from './open-case.ts';
import { followEvent } from './tasks.ts';
import { newClocks } from './clocks.ts';
import { checkTime, seeCheckpoint } from './time.ts';

export interface AuditOptions {
  /** Rules to leave out, e.g. M6 for a log from before there were checkpoints. */
  readonly without?: readonly Rule[];
  /** Takes since the last priority take (`Waiting.since`), where the leaves at hand are too few to count them. */
  readonly assumedSince?: number;
}

/** A checkpoint that somebody with a clock of their own saw. */
export interface SeenCheckpoint {
  readonly size: number;
  /** Seconds since 1970, by the clock of whoever fetched it. */
  readonly time?: number;
  /** When witnesses saw it, by clocks of theirs that are believed. */
  readonly cosignTimes?: QuorumTimes;
}

/** What is shown of a queue and is no finding. */
export interface QueueFigures {
  readonly q: string;
  readonly waiting: number;
  readonly paused: boolean;
  readonly takes: number;
  /** Takes out of lanes 0 and 1. */
  readonly priorityTakes: number;
  /** Takes whose order M4 does not know: lotteries and batches. */
  readonly unordered: number;
  readonly decisions: number;
  /** M10: decisions made while an earlier submission of the same queue had none. */
  readonly inversions: number;
}

/** Recomputes the rules M2–M13 leaf by leaf; holds only what has not ended. */
export interface Audit {
  /** Feeds the bytes of the next leaf; one that is malformed is a finding of M1. */
  entry(index: number, bytes: Uint8Array): readonly Finding[];
  /** Feeds the next leaf. @param index larger than every one before */
  leaf(index: number, leaf: PublicLeaf): readonly Finding[];
  /** Feeds a time at which a checkpoint existed, before or after the leaves that it covers (M11). */
  checkpoint(seen: SeenCheckpoint): readonly Finding[];
  figures(): { readonly openCases: number; readonly queues: readonly QueueFigures[] };
}

const NOTHING: readonly Finding[] = [];

/** Begins an audit of a log at its first leaf. */
export function createAudit(options: AuditOptions = {}): Audit {
  const state = newState(options);
  let next = 0;
  return {
    leaf: (index, leaf) => {
      next = index + 1;
      return feedLeaf(state, leaf, index);
    },
    entry: (index, bytes) => {
      next = index + 1;
      return feedEntry(state, bytes, index);
    },
    checkpoint: ({ size, time, cosignTimes }) => {
      const see = ([by, still = by]: QuorumTimes) => seeCheckpoint(state, { size, by, still }, next);
      if (cosignTimes !== undefined) see(cosignTimes);
      if (time !== undefined) see([time]);
      return taken(state);
    },
    figures: () => ({ openCases: state.cases.size, queues: [...state.queues.values()].map(figuresOf) }),
  };
}

/** What is known before the first leaf. */
export function newState({ without = [], assumedSince }: AuditOptions): State {
  return {
    cases: new Map(),
    actors: new Map(),
    queues: new Map(),
    grounds: new Map(),
    clocks: newClocks(),
    decided: undefined,
    without: new Set(without),
    assumedSince,
    found: [],
  };
}

/** See `Audit.leaf`. */
export function feedLeaf(state: State, leaf: PublicLeaf, index: number): readonly Finding[] {
  follow(state, leaf, index);
  return taken(state);
}

/** See `Audit.entry`. */
export function feedEntry(state: State, bytes: Uint8Array, index: number): readonly Finding[] {
  const leaf = readOrProblem(bytes);
  if (!(leaf instanceof AuditProblem)) return feedLeaf(state, leaf, index);
  report(state, 'leaf.malformed', { index, values: { problem: leaf.at ?? '' } });
  return taken(state);
}

/** A leaf, or why it is none. */
export function readOrProblem(bytes: Uint8Array): PublicLeaf | AuditProblem {
  try {
    return readLeaf(bytes);
  } catch (error) {
    if (error instanceof AuditProblem) return error;
    throw error;
  }
}

function taken(state: State): readonly Finding[] {
  if (state.found.length === 0) return NOTHING;
  const { found } = state;
  state.found = [];
  return found;
}

function follow(state: State, leaf: PublicLeaf, index: number): void {
  checkTime(state, leaf, index);
  settleDecided(state, leaf, index);
  switch (leaf.k) {
    case 'unknown':
      return report(state, 'kind.unknown', { index, values: { kind: leaf.kind } });
    case 'rule':
      return 'q' in leaf ? declareQueue(state, leaf, index) : declareGround(state, leaf, index);
    case 'open':
    case 'pause':
      return serve(state, leaf, index);
    case 'submit':
    case 'migrated':
      return openCase(state, leaf, index);
    case 'keys':
    case 'erratum':
    case 'bundle':
    case 'draw':
      return undefined;
    default:
      return followEvent(state, leaf, index);
  }
}

function figuresOf({ code, waiting, paused, figures }: Queue): QueueFigures {
  const length = waiting.reduce((sum, line) => sum + line.length, 0);
  return { q: code, waiting: length, paused: paused !== undefined, ...figures };
}

/** Audits a whole log, from its first leaf on. */
export function checkFairness(leaves: Iterable<Uint8Array>, options: AuditOptions = {}): readonly Finding[] {
  const audit = createAudit(options);
  let index = 0;
  return [...leaves].flatMap((bytes) => audit.entry(index++, bytes));
}
