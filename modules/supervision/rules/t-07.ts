import { civilDate } from '#kernel';
import { cited } from '../history/event.ts';
import { at, found, nothing, type Rule } from './rule.ts';

interface State {
  /** Special procedures of the case. */
  readonly begun: readonly string[];
}

/** A special procedure goes on beyond the day that the applicant was told, or a case has too many of them. */
export const t07: Rule<State> = {
  id: 'T-07',
  basis: '行政许可法 45',
  colours: ['yellow'],
  needs: ['act'],
  thresholds: ['rules.specialsMost'],
  start: { begun: [] },
  scope: (event) => (event.type === 'act' ? event.case : undefined),
  step: (state, event, thresholds) => {
    if (event.type !== 'act' || event.special === undefined) return nothing(state);
    const { plannedEnd, thirdParty } = event.special;
    if (event.kind === 'specialEnded') {
      const days = Temporal.PlainDate.from(plannedEnd).until(civilDate(event.at)).days;
      // Ended by itself at its planned end it is over in time; whoever had to bring the result may have been late.
      if (days <= 0 || event.automatic === true || thirdParty === true) return nothing(state);
      return found(state, at(event, { colour: 'yellow', facts: { why: 'longer', days, plannedEnd } }));
    }
    const begun = [...state.begun, cited(event)];
    if (begun.length <= thresholds['rules.specialsMost']) return nothing({ begun });
    return found(
      { begun },
      at(event, { colour: 'yellow', facts: { why: 'many', count: begun.length }, evidence: begun }),
    );
  },
  ends: (event) => event.type === 'act' && event.closes === true,
};
