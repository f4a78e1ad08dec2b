import { cited, type Of } from '../history/event.ts';
import type { Thresholds } from '../thresholds.ts';
import { isDeclared, nowDeclared, type Declarations } from './declared.ts';
import { at, found, last, nothing, type Rule, type Stepped } from './rule.ts';
import { speedOf, type Speed } from './speed.ts';
import { confidence, percentile } from './statistics.ts';

interface State {
  readonly declared: Declarations;
  /** Minutes of the officer's latest decisions, by item. */
  readonly minutes: Readonly<Record<string, readonly number[]>>;
  /** The officer's latest decisions that could be compared: for whom, whether fast, and which. */
  readonly done: readonly (readonly [agent: string, fast: boolean, name: string])[];
}

const MOST_OF_ITEM = 50;
const LEAST_OF_ITEM = 10;
/** The quickest fifth of an officer's own decisions of an item. */
const FAST_PERCENT = 20;

/** An officer is fast for one agent, and much less often for everybody else. */
export const f04: Rule<State> = {
  id: 'F-04',
  basis: '行政许可法 5; 公职人员政务处分法 38',
  colours: ['yellow'],
  needs: ['act'],
  uses: ['declared'],
  thresholds: ['rules.agentLift', 'rules.agentLeastCases'],
  start: { declared: [], minutes: {}, done: [] },
  scope: (event) => {
    if (event.type === 'declared') return event.what === 'bulkWindow' ? event.officer : undefined;
    return speedOf(event) === undefined ? undefined : event.officer;
  },
  step: (state, event, thresholds) => {
    if (event.type === 'declared') return nothing({ ...state, declared: nowDeclared(state.declared, event) });
    const speed = speedOf(event);
    return event.type === 'act' && speed !== undefined ? compared(state, { event, speed }, thresholds) : nothing(state);
  },
};

interface Decided {
  readonly event: Of<'act'>;
  readonly speed: Speed;
}

function compared(state: State, { event, speed }: Decided, thresholds: Thresholds): Stepped<State> {
  const item = event.item ?? '';
  const known = state.minutes[item] ?? [];
  const minutes = { ...state.minutes, [item]: last([...known, Math.round(speed.minutes)], MOST_OF_ITEM) };
  if (known.length < LEAST_OF_ITEM) return nothing({ ...state, minutes });
  const isFast = speed.minutes <= percentile(known, FAST_PERCENT);
  const done = last([...state.done, [speed.agent, isFast, cited(event)] as const]);
  const after = { ...state, minutes, done };
  const own = done.filter(([agent]) => agent === speed.agent);
  const fast = own.filter(([, quick]) => quick);
  const share = fast.length / own.length;
  const lift = share / (done.filter(([, quick]) => quick).length / done.length);
  if (!isFast || own.length < thresholds['rules.agentLeastCases'] || !(lift >= thresholds['rules.agentLift']))
    return nothing(after);
  // A window for whoever hands in many at once is declared with its agent before it begins.
  if (isDeclared(state.declared, { what: 'bulkWindow', at: event.at, of: speed.agent })) return nothing(after);
  const facts = { n: own.length, fast: fast.length, all: done.length, lift: Math.round(lift * 10) / 10 };
  const finding = at(event, {
    colour: 'yellow',
    case: undefined,
    confidence: confidence(1 - 1 / lift),
    facts,
    evidence: fast.map(([, , name]) => name),
  });
  return found({ ...after, done: done.filter(([agent]) => agent !== speed.agent) }, finding);
}
