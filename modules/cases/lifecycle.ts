import type { RefusalCode } from '#kernel';
import type { Stage } from '#queue';
import type { CaseStatus, Command, EventKind, Transition } from './transition.ts';

export type { CaseStatus, Command, EventKind, Transition } from './transition.ts';

const open: readonly CaseStatus[] = ['submitted', 'supplementSubmitted', 'accepted', 'inReview', 'delivering'];
const beforeAcceptance: readonly CaseStatus[] = ['submitted', 'supplementSubmitted'];
const underReview: readonly CaseStatus[] = ['accepted', 'inReview'];

/**
 * The life of a case between filing and closure (reference 1.4). `by law` binds where the item is a permit
 * (行政许可); for other items the same rule is our promise.
 */
export const lifecycle = {
  take: { by: 'officer', from: open, event: 'taken', task: 'wait', binding: 'promise' },
  release: { by: 'officer', from: open, event: 'released', task: 'wait', binding: 'promise' },
  'hand-over': { by: 'officer', from: open, event: 'handedOver', task: 'stay', binding: 'promise' },
  'request-supplement': {
    by: 'officer',
    from: ['submitted'],
    stage: 'acceptance',
    event: 'supplementRequested',
    to: 'supplementRequested',
    task: 'hold',
    binding: { law: '行政许可法 32(4)' },
  },
  'answer-supplement': {
    by: 'applicant',
    from: ['supplementRequested'],
    event: 'supplementSubmitted',
    to: 'supplementSubmitted',
    task: 'wait',
    binding: { law: '行政许可法 32(4)' },
  },
  accept: {
    by: 'officer',
    from: beforeAcceptance,
    stage: 'acceptance',
    event: 'accepted',
    to: 'accepted',
    task: 'next',
    binding: { law: '行政许可法 32(5)' },
  },
  'deem-accept': {
    by: 'platform',
    from: beforeAcceptance,
    stage: 'acceptance',
    event: 'deemedAccepted',
    to: 'accepted',
    task: 'next',
    binding: { law: '行政许可法 32(4)' },
  },
  lapse: {
    by: 'time',
    from: ['supplementRequested'],
    event: 'terminated',
    to: 'terminated',
    task: 'end',
    binding: 'promise',
  },
  'begin-special': {
    by: 'officer',
    from: underReview,
    event: 'specialBegun',
    task: 'hold',
    binding: { law: '行政许可法 45' },
  },
  'end-special': {
    by: 'officer',
    from: underReview,
    event: 'specialEnded',
    task: 'wait',
    binding: { law: '行政许可法 45' },
  },
  'resume-special': {
    by: 'platform',
    from: underReview,
    event: 'specialEnded',
    task: 'wait',
    binding: { law: '行政许可法 45' },
  },
  refuse: {
    by: 'officer',
    from: beforeAcceptance,
    stage: 'acceptance',
    event: 'notAccepted',
    to: 'notAccepted',
    task: 'end',
    binding: { law: '行政许可法 32(1)(2)' },
  },
  pass: {
    by: 'officer',
    from: underReview,
    stage: 'examination',
    event: 'passed',
    to: 'inReview',
    task: 'next',
    binding: { law: '行政许可法 34' },
  },
  consent: {
    by: 'platform',
    from: underReview,
    stage: 'examination',
    event: 'consented',
    to: 'inReview',
    task: 'next',
    binding: 'promise',
  },
  expire: {
    by: 'platform',
    from: underReview,
    stage: 'examination',
    event: 'timerDue',
    task: 'stay',
    binding: 'promise',
  },
  'open-decision': { by: 'platform', from: underReview, event: 'decisionOpened', task: 'stay', binding: 'promise' },
  'accept-automatically': {
    by: 'platform',
    from: ['submitted'],
    stage: 'acceptance',
    event: 'accepted',
    to: 'accepted',
    task: 'next',
    binding: { law: '行政许可法 32(5)' },
  },
  'grant-automatically': {
    by: 'platform',
    from: ['accepted'],
    stage: 'decision',
    event: 'approved',
    to: 'approved',
    task: 'next',
    binding: { law: '行政许可法 38(1)' },
  },
  'to-people': {
    by: 'platform',
    from: ['submitted', 'accepted'],
    event: 'leftToPeople',
    task: 'next',
    binding: 'promise',
  },
  grant: {
    by: 'officer',
    from: underReview,
    stage: 'decision',
    event: 'approved',
    to: 'approved',
    task: 'next',
    binding: { law: '行政许可法 38(1)' },
  },
  deny: {
    by: 'officer',
    from: underReview,
    stage: 'decision',
    event: 'denied',
    to: 'denied',
    task: 'end',
    binding: { law: '行政许可法 38(2)' },
  },
  deliver: {
    by: 'officer',
    from: ['delivering'],
    stage: 'delivery',
    event: 'delivered',
    to: 'delivered',
    task: 'end',
    binding: { law: '行政许可法 44' },
  },
  withdraw: {
    by: 'applicant',
    from: ['submitted', 'supplementRequested', 'supplementSubmitted', 'accepted', 'inReview'],
    event: 'withdrawn',
    to: 'withdrawn',
    task: 'end',
    binding: 'promise',
  },
} as const satisfies Readonly<Record<Command, Transition>>;

export interface CaseState {
  readonly status: CaseStatus;
  /** Whether something is handed over after a grant. */
  readonly delivers: boolean;
  readonly supplementAsked: boolean;
}

/**
 * Whether a command is allowed now, and what it does. Who has the task in hand is the caller's check.
 * @param stage of the task that is acted on; absent where the act is on the case
 * @returns the transition, or why not.
 */
export function decide(state: CaseState, command: Command, stage?: Stage): Transition | RefusalCode {
  const transition: Transition = lifecycle[command];
  if (command === 'request-supplement' && state.supplementAsked) return 'cases.supplement-asked-before';
  const from: readonly CaseStatus[] = transition.from;
  if (!from.includes(state.status)) return 'cases.not-now';
  if (transition.stage !== undefined && transition.stage !== stage) return 'cases.not-this-stage';
  return transition;
}

/** The state after a transition. */
export function evolve(state: CaseState, { event, to }: Pick<Transition, 'event' | 'to'>): CaseState {
  return {
    ...state,
    status: statusAfter(state, event, to),
    supplementAsked: state.supplementAsked || event === 'supplementRequested',
  };
}

/** A grant is followed by delivery where the item has that stage; an examination that began is a review. */
function statusAfter(state: CaseState, event: EventKind, to: CaseStatus | undefined): CaseStatus {
  if (to === 'approved' && state.delivers) return 'delivering';
  if (event === 'taken' && state.status === 'accepted') return 'inReview';
  return to ?? state.status;
}

/** The commands that the officer with a task of this stage in hand may give now. */
export function allowedActs(state: CaseState, stage: Stage): readonly Command[] {
  const acts: readonly Command[] = [
    'accept',
    'request-supplement',
    'refuse',
    'pass',
    'grant',
    'deny',
    'deliver',
    'hand-over',
    'release',
  ];
  return acts.filter((act) => typeof decide(state, act, stage) !== 'string');
}

/** Nothing can happen to a case in one of these any more. */
export function isClosed(status: CaseStatus): boolean {
  return ['notAccepted', 'approved', 'denied', 'delivered', 'withdrawn', 'terminated'].includes(status);
}
