import type { ClockKind, ClockStart, Limit } from '#clocks';
import type { UnitId } from '#identity';
import type { EventKind } from '../lifecycle.ts';
import type { DecisionLimits } from './decision-limits.ts';

/** What an act has done to a case, as far as its clocks have to do with it. */
export interface Happened {
  readonly event: EventKind;
  /** The legal moment: now, or when time had brought it about. */
  readonly at: Date;
  /** Of what the law takes as accepted: from when on (行政许可法 32). */
  readonly since?: Date;
  /** Nothing can happen to the case any more. */
  readonly closes: boolean;
  /** Something is to be handed over from now on. */
  readonly delivers: boolean;
  /** Tasks of the route that have a time of their own. */
  readonly opened: readonly OpenedTask[];
  readonly closed: readonly number[];
}

export interface OpenedTask {
  readonly n: number;
  readonly unit: UnitId;
  readonly limit: Limit;
}

/** What is fixed of the case. */
export interface ClockFacts {
  readonly subject: string;
  readonly unit: UnitId;
  /** Whose calendar counts. */
  readonly region: string;
  readonly permit: boolean;
  readonly decision: DecisionLimits;
  /** Working days by settings. */
  readonly acceptance: number;
  readonly supplement: number;
  readonly delivery: number;
}

/** Clocks that stop; of every kind where none is named. */
export interface Stop {
  readonly kinds?: readonly ClockKind[];
  readonly n?: number;
}

const stopping: Readonly<Partial<Record<EventKind, readonly ClockKind[]>>> = {
  supplementRequested: ['acceptance'],
  supplementSubmitted: ['supplement'],
  accepted: ['acceptance'],
  deemedAccepted: ['acceptance'],
  approved: ['acceptance', 'promised', 'statutory', 'task'],
};

/** Which clocks an act stops. A notice of what is missing stops that of acceptance and no other (行政许可法 32(4)). */
export function stopsOf({ event, closes, closed }: Happened): readonly Stop[] {
  if (closes) return [{}];
  const kinds = stopping[event];
  return [...(kinds === undefined ? [] : [{ kinds }]), ...closed.map((n) => ({ kinds: ['task'] as const, n }))];
}

/** Whether an act starts any clock, before anything is looked up for it. */
export function startsAny({ event, closes, delivers, opened }: Happened): boolean {
  if (closes) return false;
  return opened.length > 0 || event in starting || (event === 'approved' && delivers);
}

type Starting = (happened: Happened, facts: ClockFacts) => readonly ClockStart[];

const starting: Readonly<Partial<Record<EventKind, Starting>>> = {
  submitted: (happened, facts) => [acceptance(happened, facts)],
  supplementRequested: ({ at }, facts) => [
    { ...common(facts), kind: 'supplement', limit: days(facts.supplement), startedAt: at, legal: false },
  ],
  // What is handed in is read anew: the time for acceptance begins with it.
  supplementSubmitted: (happened, facts) => [{ ...acceptance(happened, facts), round: 2 }],
  accepted: ({ at }, facts) => decision({ startedAt: at }, facts),
  deemedAccepted: ({ at, since = at }, facts) => decision({ startedAt: since, openedAt: at }, facts),
};

/** Which clocks an act starts. */
export function startsOf(happened: Happened, facts: ClockFacts): readonly ClockStart[] {
  const { event, at, delivers, opened } = happened;
  if (!startsAny(happened)) return [];
  return [
    ...(starting[event]?.(happened, facts) ?? []),
    ...opened.map(({ n, unit, limit }): ClockStart => {
      return { ...common(facts), kind: 'task', n, unit, limit, startedAt: at, legal: false };
    }),
    ...(event === 'approved' && delivers ? [delivery(happened, facts)] : []),
  ];
}

function acceptance({ at }: Happened, facts: ClockFacts): ClockStart {
  const limit = days(facts.acceptance);
  return { ...common(facts), kind: 'acceptance', limit, startedAt: at, legal: facts.permit };
}

function decision(from: Pick<ClockStart, 'startedAt' | 'openedAt'>, facts: ClockFacts): readonly ClockStart[] {
  const { promised, statutory } = facts.decision;
  return [
    { ...common(facts), ...from, kind: 'promised', limit: promised, legal: false },
    ...(statutory === undefined
      ? []
      : [{ ...common(facts), ...from, kind: 'statutory' as const, limit: statutory, legal: true }]),
  ];
}

/** 行政许可法 44: what was decided is handed over within ten days. */
function delivery({ at }: Happened, facts: ClockFacts): ClockStart {
  return { ...common(facts), kind: 'delivery', limit: days(facts.delivery), startedAt: at, legal: facts.permit };
}

function common({ subject, unit, region }: ClockFacts): Pick<ClockStart, 'subject' | 'unit' | 'region'> {
  return { subject, unit, region };
}

function days(value: number): Limit {
  return { value, unit: 'workday' };
}
