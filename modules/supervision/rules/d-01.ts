import { at, found, nothing, type Rule } from './rule.ts';

/** An outcome or amount lies outside the published benchmark. */
export const d01: Rule<null> = {
  id: 'D-01',
  basis: '优化营商环境条例 60',
  colours: ['yellow'],
  needs: ['discretion'],
  start: null,
  scope: (event) => (event.type === 'discretion' ? event.case : undefined),
  step: (state, event) => {
    if (event.type !== 'discretion') return nothing(state);
    const { value, from, to, collective } = event;
    if ((value >= from && value <= to) || collective === true) return nothing(state);
    return found(state, at(event, { colour: 'yellow', facts: { value, from, to } }));
  },
};
