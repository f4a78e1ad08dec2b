import { cited } from '../history/event.ts';
import { at, found, last, nothing, type Rule } from './rule.ts';

interface State {
  readonly told: readonly string[];
  readonly notices: readonly string[];
}

/** Somebody is sent for papers again and again: by notice after notice, or by demands that no notice lists. */
export const f09: Rule<State> = {
  id: 'F-09',
  basis: '行政许可法 32(4), 72(4); 公职人员政务处分法 38',
  colours: ['yellow'],
  needs: ['supplementList'],
  uses: ['demand'],
  start: { told: [], notices: [] },
  scope: (event) => (event.type === 'supplementList' || event.type === 'demand' ? event.case : undefined),
  step: (state, event) => {
    if (event.type === 'demand') {
      if (event.listed) return nothing(state);
      const facts = { why: 'unlisted', notices: state.notices.length };
      return found(state, at(event, { colour: 'yellow', confidence: 0.5, facts }));
    }
    if (event.type !== 'supplementList') return nothing(state);
    const added = event.items.filter((item) => !state.told.includes(item));
    const notices = last([...state.notices, cited(event)]);
    const after = { told: [...state.told, ...added], notices };
    if (notices.length < 2 || added.length === 0 || event.newFact === true) return nothing(after);
    const facts = { why: 'added', added: added.length, notices: notices.length };
    return found(after, at(event, { colour: 'yellow', confidence: 0.8, facts, evidence: notices }));
  },
};
