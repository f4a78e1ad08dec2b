import type { Watched } from '../history/event.ts';
import { at, found, nothing, type Rule } from './rule.ts';
import { follow, isExplained, running, type Standing } from './standing.ts';

interface State extends Standing {
  /** The applicant has asked to collect it later. */
  readonly later?: boolean;
}

/** What was granted has not been handed over in time. */
export const t08: Rule<State> = {
  id: 'T-08',
  basis: '行政许可法 44',
  colours: ['yellow'],
  needs: ['rung'],
  uses: ['act', 'declared'],
  start: running,
  scope: (event) => (concerns(event) ? event.case : undefined),
  step: (state, event) => {
    if (event.type === 'declared') return nothing({ ...state, later: true });
    if (event.type !== 'rung') return nothing(follow(state, event, { by: ['delivered'] }));
    if (state.later === true || isExplained(state, event.at)) return nothing(state);
    const facts = { clock: event.clock, rung: event.rung };
    return found(state, at(event, { key: `${event.id}/${event.rung}`, colour: 'yellow', facts }));
  },
  ends: (event) => event.type === 'act' && event.closes === true,
};

function concerns(event: Watched): boolean {
  if (event.type === 'rung') return event.clock === 'delivery' && event.rung === 'due';
  return event.type === 'act' || (event.type === 'declared' && event.what === 'collectLater');
}
