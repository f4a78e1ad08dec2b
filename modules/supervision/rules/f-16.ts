import { cited } from '../history/event.ts';
import { at, found, last, nothing, type Rule } from './rule.ts';

/** Ratings of a unit that came within moments of the closing of their cases. */
type State = readonly (readonly [name: string, at: number])[];

const HOUR_MS = 3_600_000;

/** Ratings that did not come from whoever was served: from the staff's network, or many within moments of closing. */
export const f16: Rule<State> = {
  id: 'F-16',
  basis: '国办发〔2019〕51号',
  colours: ['yellow'],
  needs: ['rating'],
  thresholds: ['rules.ratedAfterSeconds', 'rules.ratedAtOnce'],
  start: [],
  scope: (event) => (event.type === 'rating' ? event.unit : undefined),
  step: (state, event, thresholds) => {
    // At the kiosk of the hall people rate as they leave.
    if (event.type !== 'rating' || event.kiosk === true) return nothing(state);
    const isInside = event.network !== 'outside';
    const findings = isInside
      ? [at(event, { colour: 'yellow', confidence: 0.6, facts: { why: event.network, level: event.level } })]
      : [];
    const seconds = (event.at.getTime() - event.closedAt.getTime()) / 1_000;
    if (seconds >= thresholds['rules.ratedAfterSeconds']) return { state, findings };
    const since = event.at.getTime() - HOUR_MS;
    const quick = last([...state.filter(([, when]) => when > since), [cited(event), event.at.getTime()] as const]);
    if (quick.length < thresholds['rules.ratedAtOnce']) return { state: quick, findings };
    const about = { colour: 'yellow', confidence: 0.6, case: undefined, officer: undefined } as const;
    const facts = { why: 'burst', count: quick.length };
    const evidence = quick.map(([name]) => name);
    return found([], ...findings, at(event, { ...about, key: `${cited(event)}/burst`, facts, evidence }));
  },
};
