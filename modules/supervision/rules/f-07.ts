import { isDeclared, nowDeclared, type Declarations } from './declared.ts';
import { at, found, nothing, type Rule } from './rule.ts';

/** A window calls hardly anybody while people wait. */
export const f07: Rule<Declarations> = {
  id: 'F-07',
  basis: '优化营商环境条例 36; 公职人员政务处分法 38',
  colours: ['blue'],
  needs: ['window'],
  uses: ['declared'],
  thresholds: ['rules.idleCallsPerHour', 'rules.idleWaiting'],
  start: [],
  scope: (event) => {
    if (event.type === 'declared') return event.what === 'break' || event.what === 'equipment' ? event.unit : undefined;
    return event.type === 'window' ? event.unit : undefined;
  },
  step: (state, event, thresholds) => {
    if (event.type === 'declared') return nothing(nowDeclared(state, event));
    if (event.type !== 'window') return nothing(state);
    const { called, waiting, window } = event;
    const isIdle = called < thresholds['rules.idleCallsPerHour'] && waiting >= thresholds['rules.idleWaiting'];
    const known = { at: event.at };
    const isExcused =
      isDeclared(state, { what: 'break', ...known }) || isDeclared(state, { what: 'equipment', ...known });
    if (!isIdle || isExcused) return nothing(state);
    return found(state, at(event, { colour: 'blue', confidence: 0.6, facts: { window, called, waiting } }));
  },
};
