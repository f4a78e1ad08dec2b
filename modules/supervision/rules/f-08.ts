import { cited, type Of, type Watched } from '../history/event.ts';
import type { Thresholds } from '../thresholds.ts';
import { at, found, last, nothing, type Rule, type Stepped } from './rule.ts';

interface State {
  /** Of a case: how often it was sent back before it was accepted. */
  readonly returned: readonly string[];
  /** Of a unit: cases whose last day for accepting came. */
  readonly warned: readonly string[];
  /** Of a unit: its latest acceptances, and whether the last day had come. */
  readonly accepted: readonly (readonly [name: string, late: boolean])[];
}

/** Time passes before acceptance, where no clock of the decision runs: sent back again and again, by phone, or always last-minute. */
export const f08: Rule<State> = {
  id: 'F-08',
  basis: '行政许可法 32(4)',
  colours: ['yellow'],
  needs: ['rung'],
  uses: ['act', 'returned'],
  thresholds: ['rules.returnedMost', 'rules.lateAcceptPercent', 'rules.lateAcceptCases'],
  start: { returned: [], warned: [], accepted: [] },
  scope: scopeOf,
  step: (state, event, thresholds) => {
    if (event.type === 'returned') return sentBack(state, event, thresholds);
    if (event.type === 'rung') return nothing({ ...state, warned: last([...state.warned, event.case ?? '']) });
    return event.type === 'act' ? acceptedBy(state, event, thresholds) : nothing(state);
  },
};

function scopeOf(event: Watched): string | undefined {
  if (event.type === 'returned') return `case/${event.case}`;
  if (event.unit === undefined) return undefined;
  if (event.type === 'rung')
    return event.clock === 'acceptance' && event.rung === 'warn' ? `unit/${event.unit}` : undefined;
  return event.type === 'act' && event.kind === 'accepted' && event.automatic !== true
    ? `unit/${event.unit}`
    : undefined;
}

function sentBack(state: State, event: Of<'returned'>, thresholds: Thresholds): Stepped<State> {
  // Whoever asks to have it back has not been sent away.
  if (event.asked === true) return nothing(state);
  const returned = last([...state.returned, cited(event)]);
  const isOften = returned.length >= thresholds['rules.returnedMost'];
  if (!isOften && event.how !== 'phone') return nothing({ ...state, returned });
  const facts = { why: event.how, count: returned.length };
  const about = { colour: 'yellow', confidence: event.how === 'phone' ? 0.6 : 0.8 } as const;
  return found({ ...state, returned }, at(event, { ...about, facts, evidence: returned }));
}

function acceptedBy(state: State, event: Of<'act'>, thresholds: Thresholds): Stepped<State> {
  const late = state.warned.includes(event.case);
  const warned = state.warned.filter((of) => of !== event.case);
  const least = thresholds['rules.lateAcceptCases'];
  const accepted = last([...state.accepted, [cited(event), late] as const], least);
  const names = accepted.flatMap(([name, isLate]) => (isLate ? [name] : []));
  const percent = Math.round((100 * names.length) / accepted.length);
  if (accepted.length < least || percent < thresholds['rules.lateAcceptPercent'])
    return nothing({ ...state, warned, accepted });
  const facts = { why: 'lastDay', late: names.length, n: accepted.length };
  const about = { colour: 'yellow', confidence: 0.6, case: undefined, officer: undefined } as const;
  return found({ ...state, warned, accepted: [] }, at(event, { ...about, facts, evidence: names }));
}
