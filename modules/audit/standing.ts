import { feedEntry, newState } from './audit.ts';
import type { Lane } from './leaf-kinds.ts';
import type { TaskState } from './state.ts';

/** How a case that has not ended stands by its own chain of leaves. */
export interface Standing {
  readonly state: TaskState;
  /** Number of its task. */
  readonly n: number;
  readonly q: string;
  readonly lane: Lane;
  /** Index of the grant in force. */
  readonly grant?: number;
  /** Index of its latest event. */
  readonly last: number;
}

/** How a queue stands. */
export interface QueueStanding {
  /** See `Waiting.since`. */
  readonly since: number;
  /** Index of the pause in force. */
  readonly paused?: number;
}

/** What the leaves say of every case and queue, for whoever has lost what the leaves stand for. */
export interface Standings {
  /** Feeds the bytes of the next leaf, from the first of the log on. */
  entry(index: number, bytes: Uint8Array): void;
  /** @param ref index of the submission. @returns undefined: no such case, or it has ended */
  ofCase(ref: number): Standing | undefined;
  ofQueue(code: string): QueueStanding | undefined;
}

/** Follows a log by the same rules that check it. */
export function followStandings(): Standings {
  const state = newState({});
  return {
    entry: (index, bytes) => {
      feedEntry(state, bytes, index);
    },
    ofCase: (ref) => {
      const of = state.cases.get(ref);
      if (of === undefined || state.decided?.of === of) return undefined;
      const { n, lane, grant, events } = of;
      const last = events.at(-1) ?? ref;
      return { state: of.state, n, q: of.queue.code, lane, last, ...(grant === undefined ? {} : { grant }) };
    },
    ofQueue: (code) => {
      const queue = state.queues.get(code);
      if (queue === undefined) return undefined;
      const { since, paused } = queue;
      return { since, ...(paused === undefined ? {} : { paused }) };
    },
  };
}
