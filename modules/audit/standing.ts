import { feedEntry, newState } from './audit.ts';
import type { Lane } from './leaf-kinds.ts';
import { openTasks, type TaskState } from './state.ts';

/** How a task that is not done stands. */
export interface TaskStanding {
  readonly state: TaskState;
  /** Its number within the case. */
  readonly n: number;
  readonly q: string;
}

/** How a case that has not ended stands by its own chain of leaves. */
export interface Standing {
  /** What is not done, by number; several where departments work on it at the same time. */
  readonly tasks: readonly TaskStanding[];
  /** Number of the task that was opened last. */
  readonly newest: number;
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
      const { lane, grant, events } = of;
      const last = events.at(-1) ?? ref;
      const tasks = openTasks(of).map(({ state: stands, n, queue }) => ({ state: stands, n, q: queue.code }));
      return { tasks, newest: of.tasks.size - 1, lane, last, ...(grant === undefined ? {} : { grant }) };
    },
    ofQueue: (code) => {
      const queue = state.queues.get(code);
      if (queue === undefined) return undefined;
      const { since, paused } = queue;
      return { since, ...(paused === undefined ? {} : { paused }) };
    },
  };
}
