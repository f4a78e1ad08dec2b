import { cited, type Of } from '../history/event.ts';
import { at, found, nothing, type Rule } from './rule.ts';

interface State {
  readonly approvers: readonly string[];
  readonly name?: string;
}

/** What the verifier calls a priority that no rule or no second person stands behind (M7, M8, M9). */
const FALSE_PRIORITY = ['M7', 'M8', 'M9'];
const HANDLED: readonly Of<'act'>['kind'][] = ['accepted', 'notAccepted', 'passed', 'approved', 'denied'];

/** Priority without a verified credential, or by whoever handles the case. */
export const f02: Rule<State> = {
  id: 'F-02',
  basis: '行政许可法 5; 老年人权益保障法 55; 残疾人保障法 55; 军人地位和权益保障法 57',
  colours: ['red'],
  needs: ['finding'],
  uses: ['priority', 'act'],
  start: { approvers: [] },
  scope: (event) => {
    if (event.type === 'finding') return FALSE_PRIORITY.includes(event.rule) ? (event.case ?? '') : undefined;
    return event.type === 'priority' || event.type === 'act' ? event.case : undefined;
  },
  step: (state, event) => {
    if (event.type === 'finding')
      return found(state, at(event, { colour: 'red', confidence: 0.95, facts: { why: event.code } }));
    if (event.type === 'priority') {
      const after = { approvers: event.approvers, name: cited(event) };
      const one = new Set(event.approvers).size < 2;
      if (event.verified && !one) return nothing(after);
      const facts = { why: event.verified ? 'oneApprover' : 'unverified', ground: event.ground };
      return found(after, at(event, { colour: 'red', confidence: event.verified ? 0.7 : 0.9, facts }));
    }
    if (event.type !== 'act' || !HANDLED.includes(event.kind) || event.officer === undefined) return nothing(state);
    if (!state.approvers.includes(event.officer)) return nothing(state);
    const evidence = [state.name ?? '', cited(event)];
    const facts = { why: 'ownApproval' };
    return found({ approvers: [] }, at(event, { colour: 'red', confidence: 0.8, facts, evidence }));
  },
  ends: (event) => event.type === 'act' && event.closes === true,
};
