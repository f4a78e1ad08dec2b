import type { ElementId, Span } from '../route.ts';

/** What somebody said at a task: for it, or against it. */
export type Outcome = 'agree' | 'object';

/** One department's part of joint work. Without an outcome it is still at it. */
export interface Part {
  readonly department: string;
  readonly outcome?: Outcome;
  /** Nobody said anything, and the law takes that for consent. */
  readonly deemed?: true;
}

/** A task or sub-process that is being done. */
export interface Active {
  /** `element#number`, unique within the case. */
  readonly instance: string;
  readonly element: ElementId;
  /** The instance of the sub-process around it; absent directly in the process. */
  readonly within?: string;
  /** Of joint work: every department's part, in the order of the route. */
  readonly parts?: readonly Part[];
  /** Timers at its edge that were due and did not interrupt it. */
  readonly fired?: readonly ElementId[];
  /** Of a sub-process: like `waiting` of the marking. */
  readonly waiting?: readonly ElementId[];
}

/**
 * Where a case is in its route: a small JSON value. It has ended when nothing is active and nothing waits; when
 * something waits and nothing is active it would wait for ever, which checked routes never do.
 */
export interface Marking {
  /** The number of the next instance. */
  readonly next: number;
  readonly active: readonly Active[];
  /** Sequence flows with a token that waits at a join, sorted; one with two tokens stands twice. */
  readonly waiting: readonly ElementId[];
  /** What was said last at each task, for the conditions that come after it. */
  readonly outcomes: Readonly<Record<ElementId, Outcome>>;
}

export type MarkingState = 'running' | 'ended' | 'stuck';

export function stateOf({ active, waiting }: Marking): MarkingState {
  const isBusy = active.some(({ waiting: inside }) => inside === undefined);
  if (isBusy) return 'running';
  return active.length === 0 && waiting.length === 0 ? 'ended' : 'stuck';
}

/** Something that begins or ends outside the engine because of a step. */
export type Effect =
  | { readonly kind: 'task'; readonly instance: string; readonly element: ElementId; readonly department?: string }
  | {
      readonly kind: 'timer';
      readonly instance: string;
      /** The boundary event. */
      readonly element: ElementId;
      readonly dueAfter: Span;
    }
  | {
      readonly kind: 'consent';
      readonly instance: string;
      readonly element: ElementId;
      readonly department?: string;
      readonly dueAfter: Span;
      /** The legal basis, as the route names it. */
      readonly basis: string;
    };

/** What happened: a task was done, a timer was due, or silence became consent. */
export type Happening =
  | { readonly done: string; readonly department?: string; readonly outcome?: Outcome }
  | { readonly due: ElementId; readonly instance: string }
  | { readonly consent: string; readonly department?: string };

/** A step: the marking after it, and what it opened and closed outside. */
export interface Step {
  readonly marking: Marking;
  readonly opened: readonly Effect[];
  readonly closed: readonly Effect[];
  /** The flows that were taken, in that order; one that was taken twice stands twice. */
  readonly taken: readonly ElementId[];
}

/** Why a step cannot be; the marking stays as it was. */
export interface StepRefusal {
  readonly code:
    | 'route.not-open'
    | 'route.outcome-missing'
    | 'route.no-way-on'
    | 'route.condition-undecided'
    | 'route.endless'
    | 'route.other-marking';
  /** The task, gateway or flow. */
  readonly element: ElementId;
}

/** What is known of the case, for conditions: names and values of FEEL. */
export type Facts = Readonly<Record<string, unknown>>;
