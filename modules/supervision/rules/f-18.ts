import type { Of } from '../history/event.ts';
import { at, found, nothing, type Rule } from './rule.ts';

interface State {
  /** Who has had the case in hand. */
  readonly officers: readonly string[];
  /** A colleague of these units has got it from hand to hand; the history does not name them. */
  readonly units: readonly string[];
}

/** Purposes for which people look at cases that they do not handle: it is their duty. */
const DUTIES: readonly string[] = ['process', 'automatic', 'visit', 'priority', 'objection', 'supervision'].map(
  (duty) => `desk.purpose.${duty}`,
);

/** Staff have looked at personal data of a case that they do not work on. */
export const f18: Rule<State> = {
  id: 'F-18',
  basis: '个人信息保护法 10, 51; 国务院令第716号 14',
  colours: ['yellow'],
  needs: ['access', 'act'],
  start: { officers: [], units: [] },
  scope: (event) => (event.type === 'access' || event.type === 'act' ? event.case : undefined),
  step: (state, event) => {
    if (event.type === 'act') return nothing(after(state, event));
    if (event.type !== 'access' || DUTIES.includes(event.purpose)) return nothing(state);
    const isHandler = state.officers.includes(event.officer) || state.units.includes(event.unit ?? '');
    if (isHandler) return nothing(state);
    return found(state, at(event, { colour: 'yellow', confidence: 0.8, facts: { purpose: event.purpose } }));
  },
};

function after(state: State, { kind, officer, unit }: Of<'act'>): State {
  if (kind === 'handedOver' && unit !== undefined && !state.units.includes(unit))
    return { ...state, units: [...state.units, unit] };
  if (officer === undefined || kind !== 'taken' || state.officers.includes(officer)) return state;
  return { ...state, officers: [...state.officers, officer] };
}
