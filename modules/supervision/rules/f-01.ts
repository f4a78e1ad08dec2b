import { isDeclared, nowDeclared, type Declarations } from './declared.ts';
import { queueOf } from './p-02.ts';
import { at, found, nothing, type Rule } from './rule.ts';

/**
 * An officer took work past somebody who had waited longer. What waits for the applicant or for a special procedure, whom
 * a bar keeps away, and what a published lane or quota allows, the verifier of the public log has subtracted already.
 */
export const f01: Rule<Declarations> = {
  id: 'F-01',
  basis: '行政许可法 5, 57; 优化营商环境条例 35',
  colours: ['yellow'],
  needs: ['passing'],
  uses: ['declared'],
  start: [],
  scope: queueOf,
  step: (state, event) => {
    if (event.type === 'declared') return nothing(nowDeclared(state, event));
    if (event.type !== 'passing' || event.why !== 'out-of-turn') return nothing(state);
    if (isDeclared(state, { what: 'specialistAbsent', at: event.at })) return nothing(state);
    const facts = { queue: event.queue, index: event.index };
    // The log proves the order; why it was so, only people can say.
    return found(state, at(event, { colour: 'yellow', confidence: 0.95, facts }));
  },
};
