import { cited, type Of } from '../history/event.ts';
import { at, found, nothing, type Rule } from './rule.ts';

/** Officers who stand near the applicant of a case: who, how, whether said, and where it is recorded. */
type State = readonly (readonly [officer: string, kind: string, declared: boolean, name: string])[];

const WORK: readonly Of<'act'>['kind'][] = ['accepted', 'notAccepted', 'passed', 'approved', 'denied'];

/** An officer works on the case of somebody near to them. */
export const f14: Rule<State> = {
  id: 'F-14',
  basis: '公务员法 76',
  colours: ['red'],
  needs: ['relation', 'act'],
  start: [],
  scope: (event) => (event.type === 'relation' || event.type === 'act' ? event.case : undefined),
  step: (state, event) => {
    if (event.type === 'relation') {
      const { officer, kind, declared } = event;
      return nothing([...state.filter(([who]) => who !== officer), [officer, kind, declared, cited(event)]]);
    }
    // Whoever has said so and handed it on does not act on it any more.
    if (event.type !== 'act' || !WORK.includes(event.kind)) return nothing(state);
    const near = state.find(([who]) => who === event.officer);
    if (near === undefined) return nothing(state);
    const [, kind, declared, name] = near;
    const facts = { kind, declared: declared ? 'yes' : 'no', act: event.kind };
    const sure = kind === 'household' || kind === 'enterprise' ? 0.8 : 0.5;
    return found(state, at(event, { colour: 'red', confidence: sure, facts, evidence: [name, cited(event)] }));
  },
  ends: (event) => event.type === 'act' && event.closes === true,
};
