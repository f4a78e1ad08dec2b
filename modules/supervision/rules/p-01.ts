import type { Of } from '../history/event.ts';
import { at, found, nothing, type Rule } from './rule.ts';

interface State {
  readonly plan: readonly string[];
  readonly done: readonly string[];
}

/** Which stage an act has brought behind it. */
const DONE: Partial<Record<Of<'act'>['kind'], string>> = {
  accepted: 'acceptance',
  deemedAccepted: 'acceptance',
  passed: 'examination',
  consented: 'examination',
  // The published route does not need it in this case.
  dropped: 'examination',
};

const BEFORE: Partial<Record<Of<'act'>['kind'], readonly string[]>> = {
  passed: ['acceptance'],
  consented: ['acceptance'],
  approved: ['acceptance', 'examination'],
  denied: ['acceptance', 'examination'],
  delivered: ['decision'],
};

/** A stage that the item prescribes was left out, or came in another order. */
export const p01: Rule<State> = {
  id: 'P-01',
  basis: '行政许可法 34, 38; 国办函〔2016〕108号',
  colours: ['red'],
  needs: ['act'],
  start: { plan: [], done: [] },
  scope: (event) => (event.type === 'act' ? event.case : undefined),
  step: (state, event) => {
    if (event.type !== 'act') return nothing(state);
    const plan = event.plan ?? state.plan;
    const stage = event.kind === 'approved' ? 'decision' : DONE[event.kind];
    const done = stage === undefined || state.done.includes(stage) ? state.done : [...state.done, stage];
    const missing = (BEFORE[event.kind] ?? []).filter((each) => plan.includes(each) && !state.done.includes(each));
    // What a published table lets the platform decide by itself needs no examination by people.
    if (missing.length === 0 || event.automatic === true) return nothing({ plan, done });
    return found({ plan, done }, at(event, { colour: 'red', facts: { act: event.kind, missing: missing.join(' ') } }));
  },
  ends: (event) => event.type === 'act' && event.closes === true,
};
