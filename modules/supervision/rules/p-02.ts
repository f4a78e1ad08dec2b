import { cited, type Watched } from '../history/event.ts';
import { at, found, last, nothing, type Rule } from './rule.ts';
import { isDeclared, nowDeclared, type Declarations } from './declared.ts';

interface State {
  readonly declared: Declarations;
  /** What was taken out of turn lately, and when. */
  readonly taken: readonly (readonly [cited: string, at: number])[];
}

const DAY_MS = 86_400_000;

/** Work was taken out of turn in a queue without a reason that the law or a published rule gives; often is worse. */
export const p02: Rule<State> = {
  id: 'P-02',
  basis: '行政许可法 5, 57; 优化营商环境条例 35',
  colours: ['yellow', 'red'],
  needs: ['passing'],
  uses: ['declared'],
  thresholds: ['rules.outOfTurnRed', 'rules.outOfTurnDays'],
  start: { declared: [], taken: [] },
  scope: queueOf,
  step: (state, event, thresholds) => {
    if (event.type === 'declared') return nothing({ ...state, declared: nowDeclared(state.declared, event) });
    if (event.type !== 'passing' || event.why !== 'out-of-turn') return nothing(state);
    if (isDeclared(state.declared, { what: 'specialistAbsent', at: event.at })) return nothing(state);
    const since = event.at.getTime() - thresholds['rules.outOfTurnDays'] * DAY_MS;
    const before = state.taken.filter(([, when]) => when > since);
    const taken = last([...before, [cited(event), event.at.getTime()] as const]);
    const colour = taken.length >= thresholds['rules.outOfTurnRed'] ? 'red' : 'yellow';
    const facts = { queue: event.queue, index: event.index, count: taken.length };
    return found({ ...state, taken }, at(event, { colour, facts, evidence: taken.map(([name]) => name) }));
  },
};

export function queueOf(event: Watched): string | undefined {
  if (event.type === 'declared') return event.what === 'specialistAbsent' ? event.queue : undefined;
  return event.type === 'passing' ? event.queue : undefined;
}
