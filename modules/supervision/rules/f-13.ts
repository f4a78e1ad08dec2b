import { at, found, nothing, type Rule } from './rule.ts';

/** Money that nobody owes: more than the standard, or a complaint in the words that are used for it. */
export const f13: Rule<null> = {
  id: 'F-13',
  basis: '行政许可法 27, 73, 75; 公职人员政务处分法 38',
  colours: ['red'],
  needs: ['charge', 'complaint'],
  start: null,
  scope: (event) => {
    if (event.type === 'charge') return event.case;
    return event.type === 'complaint' ? (event.case ?? event.unit ?? '') : undefined;
  },
  step: (state, event) => {
    if (event.type === 'charge') {
      const excess = event.charged - event.standard;
      if (excess <= 0) return nothing(state);
      return found(state, at(event, { colour: 'red', confidence: 0.9, facts: { why: 'excess', excess } }));
    }
    if (event.type !== 'complaint' || event.words.length === 0) return nothing(state);
    // One word may be a manner of speaking; people read what was written.
    const sure = event.words.length > 1 ? 0.7 : 0.5;
    const facts = { why: 'words', words: event.words.join(' ') };
    return found(state, at(event, { colour: 'red', confidence: sure, facts }));
  },
};
