import type { LeafIndex, ReleaseReason } from '#ledger';
import type { Stage } from '#queue';
import type { ElementId, Outcome } from '#routing';
import type { CaseStatus, EventKind } from '../lifecycle.ts';
import type { ShortNo } from '../numbers.ts';
import type { TaskEnd } from '../route/task-store.ts';

/** A task that a case has had, whatever stage it is of. */
export interface HistoryTask {
  readonly n: number;
  readonly stage: Stage;
  /** Of a task of the route: which element, which instance of it, whose part. */
  readonly element?: ElementId;
  readonly instance?: string;
  readonly department?: string;
  /** Short name of the unit that the task was opened for; only tasks of the route have one. */
  readonly unitName?: string;
  readonly openedAt: Date;
  readonly closedAt?: Date;
  /** How a task of the route ended. */
  readonly ended?: TaskEnd;
  readonly outcome?: Outcome;
}

/** Something that happened to a case: what and when, never who or why. */
export interface HistoryAct {
  readonly kind: EventKind;
  readonly n: number;
  readonly at: Date;
  /** Why a task was given back, as the public log says it. */
  readonly released?: ReleaseReason;
}

/** What happened to a case that is closed, from its events; nothing in it had to be unsealed. */
export interface CaseHistory {
  readonly id: string;
  readonly no: ShortNo;
  /** Index of its last leaf: closed cases are read in this order. */
  readonly last: LeafIndex;
  readonly status: CaseStatus;
  readonly receivedAt: Date;
  readonly tasks: readonly HistoryTask[];
  /** Oldest first. */
  readonly acts: readonly HistoryAct[];
}
