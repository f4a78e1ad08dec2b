import { cited } from '../history/event.ts';
import { at, found, last, nothing, type Rule } from './rule.ts';

interface State {
  /** What the applicant has been told to bring. */
  readonly told: readonly string[];
  readonly notices: readonly string[];
}

/** A later notice asks for what the first one should have named: everything is told at once. */
export const p03: Rule<State> = {
  id: 'P-03',
  basis: '行政许可法 32(4), 72(4)',
  colours: ['yellow'],
  needs: ['supplementList'],
  start: { told: [], notices: [] },
  scope: (event) => (event.type === 'supplementList' ? event.case : undefined),
  step: (state, event) => {
    if (event.type !== 'supplementList') return nothing(state);
    const notices = last([...state.notices, cited(event)]);
    const added = event.items.filter((item) => !state.told.includes(item));
    const after = { told: [...state.told, ...added], notices };
    // To ask again for what came unreadable is allowed, and so is what follows from a new fact.
    const isLawful = state.notices.length === 0 || added.length === 0 || event.newFact === true;
    if (isLawful) return nothing(after);
    const facts = { added: added.length, notices: notices.length };
    return found(after, at(event, { colour: 'yellow', facts, evidence: notices }));
  },
};
