import type { Stage } from '#queue';

export type CaseStatus =
  | 'submitted'
  | 'supplementRequested'
  | 'supplementSubmitted'
  | 'accepted'
  | 'notAccepted'
  | 'inReview'
  | 'approved'
  | 'denied'
  | 'delivering'
  | 'delivered'
  | 'withdrawn'
  | 'terminated';

/** What has happened to a case, in the words of its timeline. */
export type EventKind =
  | 'submitted'
  | 'taken'
  | 'released'
  /** Out of one officer's hand into a colleague's; its place is the same. */
  | 'handedOver'
  | 'supplementRequested'
  | 'supplementSubmitted'
  | 'accepted'
  /** Nobody answered within the time for acceptance: the law takes it as accepted from the day of receipt. */
  | 'deemedAccepted'
  | 'notAccepted'
  | 'passed'
  /** A department said nothing, and the law takes that for consent. */
  | 'consented'
  /** The route does not need a task any more. */
  | 'dropped'
  /** A time of the route has passed. */
  | 'timerDue'
  /** A part of a bundle need not wait for the others any more. */
  | 'decisionOpened'
  /** The platform could not approve it by itself: a person does it, in order. */
  | 'leftToPeople'
  | 'approved'
  | 'denied'
  | 'delivered'
  | 'withdrawn'
  /** What was asked for was not handed in, after two reminders. */
  | 'terminated'
  /** A hearing, an expert review or the like, whose time does not count, has begun. */
  | 'specialBegun'
  /** It has brought a result, or its planned end has come. */
  | 'specialEnded'
  | 'priorityGranted'
  /** The ledger tells more than the database, which was restored from a backup. */
  | 'recordLost'
  /** Somebody has looked at it since, and it goes on. */
  | 'recordSettled';

export type Command =
  | 'take'
  | 'release'
  | 'request-supplement'
  | 'answer-supplement'
  | 'accept'
  | 'deem-accept'
  | 'refuse'
  | 'lapse'
  | 'pass'
  | 'begin-special'
  | 'end-special'
  | 'resume-special'
  | 'consent'
  | 'expire'
  | 'open-decision'
  | 'accept-automatically'
  | 'grant-automatically'
  | 'to-people'
  | 'hand-over'
  | 'grant'
  | 'deny'
  | 'deliver'
  | 'withdraw';

/** Whom a transition obliges: a law for permits, elsewhere a promise of the platform; pages say which. */
export type Binding = { readonly law: string } | 'promise';

/** What takes something from somebody. */
type Refused = 'notAccepted' | 'denied' | 'withdrawn' | 'terminated';

interface Step {
  readonly from: readonly CaseStatus[];
  /** The stage whose task must be in the officer's hand. */
  readonly stage?: Stage;
  /**
   * What happens to the task: it is done and the case goes on, it waits again, is held, or ends with all others; `stay`:
   * nothing, but the case may go on beside it.
   */
  readonly task: 'next' | 'stay' | 'wait' | 'hold' | 'end';
  readonly binding: Binding;
}

interface PeoplesStep extends Step {
  readonly by: 'applicant' | 'officer';
  readonly event: EventKind;
  /** The status afterwards; absent where it stays. */
  readonly to?: CaseStatus;
}

/** The platform by itself refuses nobody: there is no such transition to write down. */
interface PlatformsStep extends Step {
  readonly by: 'platform';
  readonly event: Exclude<EventKind, Refused>;
  readonly to?: Exclude<CaseStatus, Refused>;
}

/** The one thing that time alone takes from somebody: who was asked for what is missing, and has not answered. */
interface TimesStep extends Step {
  readonly by: 'time';
  readonly from: readonly ['supplementRequested'];
  readonly event: 'terminated';
  readonly to: 'terminated';
}

export type Transition = PeoplesStep | PlatformsStep | TimesStep;
