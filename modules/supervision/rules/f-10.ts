import { civilDate } from '#kernel';
import { cited, type Of } from '../history/event.ts';
import type { Thresholds } from '../thresholds.ts';
import { at, found, nothing, type Finding, type Rule } from './rule.ts';

interface State {
  /** The rung at which most of the promised time was over. */
  readonly warned?: string;
}

/** A special procedure that stops the clock at its last moment, that nobody was told of, or that lasts longer than told. */
export const f10: Rule<State> = {
  id: 'F-10',
  basis: '行政许可法 45, 74(2)',
  colours: ['yellow'],
  needs: ['act', 'rung'],
  thresholds: ['rules.specialLeastWorkdays'],
  start: {},
  scope: (event) => {
    if (event.type === 'rung') return event.clock === 'promised' && event.rung === 'warn' ? event.case : undefined;
    return event.type === 'act' ? event.case : undefined;
  },
  step: (state, event, thresholds) => {
    if (event.type === 'rung') return nothing({ warned: cited(event) });
    if (event.type !== 'act' || event.special === undefined) return nothing(state);
    if (event.kind === 'specialEnded') return found(state, ...longer(event, event.special));
    return found(state, ...atLastMoment({ event, special: event.special, warned: state.warned }, thresholds));
  },
  ends: (event) => event.type === 'act' && event.closes === true,
};

type Special = NonNullable<Of<'act'>['special']>;

interface Begun {
  readonly event: Of<'act'>;
  readonly special: Special;
  readonly warned: string | undefined;
}

function atLastMoment({ event, special, warned }: Begun, thresholds: Thresholds): readonly Finding[] {
  const { leftWorkdays: left, noticed } = special;
  const silent = {
    colour: 'yellow',
    confidence: 0.8,
    facts: { why: 'unnoticed' },
    key: `${cited(event)}/notice`,
  } as const;
  const findings = noticed === false ? [at(event, silent)] : [];
  const isLast = left === undefined ? warned !== undefined : left <= thresholds['rules.specialLeastWorkdays'];
  if (!isLast) return findings;
  const facts = { why: 'lastMoment', ...(left !== undefined && { left }) };
  const evidence = [...(warned === undefined ? [] : [warned]), cited(event)];
  // Without the clock's word only that most of the time was over is known.
  const sure = left === undefined ? 0.4 : 0.7;
  return [
    ...findings,
    at(event, { colour: 'yellow', confidence: sure, facts, evidence, key: `${cited(event)}/begun` }),
  ];
}

function longer(event: Of<'act'>, { plannedEnd, thirdParty }: Special): readonly Finding[] {
  const days = Temporal.PlainDate.from(plannedEnd).until(civilDate(event.at)).days;
  if (days <= 0 || event.automatic === true || thirdParty === true) return [];
  return [
    at(event, { colour: 'yellow', confidence: 0.6, facts: { why: 'longer', days }, key: `${cited(event)}/longer` }),
  ];
}
