import { at, found, nothing, type Rule } from './rule.ts';

/** A result document lacks its number, its seal or its validity. */
export const c03: Rule<null> = {
  id: 'C-03',
  basis: '行政许可法 39; 国务院令第716号 9, 10',
  colours: ['yellow'],
  needs: ['result'],
  start: null,
  scope: (event) => (event.type === 'result' ? event.case : undefined),
  step: (state, event) => {
    if (event.type !== 'result') return nothing(state);
    const lacks = [
      ...(event.numbered ? [] : ['number']),
      ...(event.sealed ? [] : ['seal']),
      // Where the law gives no end, the document has none.
      ...(event.dated || event.unlimited === true ? [] : ['validity']),
    ];
    if (lacks.length === 0) return nothing(state);
    return found(state, at(event, { colour: 'yellow', facts: { lacks: lacks.join(' ') } }));
  },
};
