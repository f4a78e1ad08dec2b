import { cited, type Watched, type WatchedType } from '../history/event.ts';
import type { ThresholdName, Thresholds } from '../thresholds.ts';

/** Time, process, contents, discretion, money, ratings (国办函〔2016〕108号), and fairness. */
export type RuleClass = 'T' | 'P' | 'C' | 'D' | 'M' | 'E' | 'F';
export type RuleId = `${RuleClass}-${string}`;
export type Colour = 'blue' | 'yellow' | 'red';

/** Something to be explained: no verdict. */
export interface Finding {
  /** Unique within its rule: the same events give the same finding, however often they are looked through. */
  readonly key: string;
  readonly at: Date;
  readonly colour: Colour;
  readonly case?: string | undefined;
  readonly unit?: string | undefined;
  readonly stage?: string | undefined;
  readonly officer?: string | undefined;
  /** Between 0 and 1, and shown with it: of every finding that is about how people behave. */
  readonly confidence?: number | undefined;
  /** Numbers and codes for its sentence. */
  readonly facts: Readonly<Record<string, number | string>>;
  /** The events that it rests on. */
  readonly evidence: readonly string[];
}

export interface Stepped<State> {
  readonly state: State;
  readonly findings: readonly Finding[];
}

/**
 * A rule is a fold over the history. It asks neither a clock nor a database: the passing of time comes as events, and what
 * it remembers of one scope is small JSON. So working through the events as they come and working through all of them
 * anew are the same thing.
 */
export interface Rule<State = unknown> {
  readonly id: RuleId;
  /** The colours that it may give. */
  readonly colours: readonly Colour[];
  /** The article or norm behind it. */
  readonly basis: string;
  /** Without these events it finds nothing. */
  readonly needs: readonly WatchedType[];
  /** With these it finds more, or knows a lawful explanation. */
  readonly uses?: readonly WatchedType[];
  readonly thresholds?: readonly ThresholdName[];
  readonly start: State;
  /** What an event is remembered under; undefined: it does not concern the rule. */
  scope(event: Watched): string | undefined;
  step(state: State, event: Watched, thresholds: Thresholds): Stepped<State>;
  /** After this event its scope needs to be remembered no more. */
  ends?(event: Watched): boolean;
}

export const nothing = <State>(state: State): Stepped<State> => ({ state, findings: [] });
export const found = <State>(state: State, ...findings: readonly Finding[]): Stepped<State> => ({ state, findings });

/** A finding at an event, about what the event is about; it rests on this event unless more is cited. */
export function at(event: Watched, finding: Partial<Finding> & Pick<Finding, 'colour'>): Finding {
  const { case: of, unit, stage, officer } = event;
  return {
    key: cited(event),
    at: event.at,
    case: of,
    unit,
    stage,
    officer,
    facts: {},
    evidence: [cited(event)],
    ...finding,
  };
}

/** What a fold remembers must not grow for ever. */
export const MOST_KEPT = 200;

/** The last of a list. */
export function last<Each>(list: readonly Each[], most = MOST_KEPT): readonly Each[] {
  return list.length <= most ? list : list.slice(list.length - most);
}
