import { cited } from '../history/event.ts';
import { at, found, nothing, type Rule } from './rule.ts';

interface State {
  readonly by?: string;
  readonly name?: string;
}

/** Whoever accepted a case has decided it too. */
export const p05: Rule<State> = {
  id: 'P-05',
  basis: '国办函〔2016〕108号; 优化营商环境条例 35',
  colours: ['red'],
  needs: ['act'],
  start: {},
  scope: (event) => (event.type === 'act' ? event.case : undefined),
  step: (state, event) => {
    if (event.type !== 'act' || event.automatic === true || event.officer === undefined) return nothing(state);
    if (event.kind === 'accepted') return nothing({ by: event.officer, name: cited(event) });
    if (event.kind !== 'approved' && event.kind !== 'denied') return nothing(state);
    // What can be decided on the spot is decided by whoever is there (行政许可法 34(2)).
    if (state.by !== event.officer || event.immediate === true) return nothing(state);
    const evidence = [state.name ?? '', cited(event)].filter((name) => name !== '');
    return found(state, at(event, { colour: 'red', facts: { act: event.kind }, evidence }));
  },
  ends: (event) => event.type === 'act' && event.closes === true,
};
