import { civilDate } from '#kernel';
import { cited, type Of, type Watched } from '../history/event.ts';
import type { Thresholds } from '../thresholds.ts';
import { isDeclared, nowDeclared, type Declarations } from './declared.ts';
import { isServiceTime } from './hours.ts';
import { at, last, nothing, type Finding, type Rule } from './rule.ts';

interface State {
  readonly declared: Declarations;
  /** The officer's latest acts. */
  readonly acts: readonly (readonly [name: string, at: number])[];
  /** The last day for which something was found, so that a long night is one finding. */
  readonly night?: string;
}

const WORK: readonly Of<'act'>['kind'][] = ['accepted', 'notAccepted', 'passed', 'approved', 'denied'];
const MINUTE_MS = 60_000;

/** Work outside service hours, or more acts in a few minutes than can be read. */
export const f05: Rule<State> = {
  id: 'F-05',
  basis: '国办函〔2016〕108号; 行政许可法 34',
  colours: ['blue', 'yellow'],
  needs: ['act'],
  uses: ['declared'],
  thresholds: ['rules.serviceFromHour', 'rules.serviceUntilHour', 'rules.burstActs', 'rules.burstMinutes'],
  start: { declared: [], acts: [] },
  scope: (event) => (isWork(event) || isOvertime(event) ? event.officer : undefined),
  step: (state, event, thresholds) => {
    if (event.type === 'declared') return nothing({ ...state, declared: nowDeclared(state.declared, event) });
    if (event.type !== 'act') return nothing(state);
    const since = event.at.getTime() - thresholds['rules.burstMinutes'] * MINUTE_MS;
    const acts = last([...state.acts.filter(([, when]) => when > since), [cited(event), event.at.getTime()] as const]);
    if (isDeclared(state.declared, { what: 'overtime', at: event.at })) return nothing({ ...state, acts });
    const isBurst = acts.length >= thresholds['rules.burstActs'];
    const late = outsideHours(state, event, thresholds);
    const findings = [...(isBurst ? [burst(event, acts)] : []), ...(late === undefined ? [] : [late])];
    const night = late === undefined ? {} : { night: civilDate(event.at).toString() };
    return { state: { ...state, acts: isBurst ? [] : acts, ...night }, findings };
  },
};

function isWork(event: Watched): boolean {
  return event.type === 'act' && WORK.includes(event.kind) && event.automatic !== true;
}

function isOvertime(event: Watched): boolean {
  return event.type === 'declared' && event.what === 'overtime';
}

function outsideHours(state: State, event: Of<'act'>, thresholds: Thresholds): Finding | undefined {
  const day = civilDate(event.at).toString();
  if (state.night === day || isServiceTime(event.at, thresholds)) return undefined;
  return at(event, { colour: 'blue', confidence: 0.5, facts: { why: 'hours', day }, key: `${cited(event)}/hours` });
}

function burst(event: Of<'act'>, acts: State['acts']): Finding {
  const evidence = acts.map(([name]) => name);
  const finding = {
    colour: 'yellow',
    confidence: 0.6,
    case: undefined,
    facts: { why: 'burst', count: acts.length },
    evidence,
  } as const;
  return at(event, { ...finding, key: `${cited(event)}/burst` });
}
