import { civilDate } from '#kernel';
import { cited } from '../history/event.ts';
import { isDeclared, nowDeclared, type Declarations } from './declared.ts';
import { at, found, last, nothing, type Rule } from './rule.ts';

interface State {
  readonly declared: Declarations;
  /** What the device has booked or given back lately. */
  readonly steps: readonly (readonly [slot: string, step: string, at: number, name: string])[];
}

/** One device books for many, or gives a place back at the moment at which somebody else gets it. */
export const f20: Rule<State> = {
  id: 'F-20',
  basis: '优化营商环境条例 35',
  colours: ['yellow'],
  needs: ['booking'],
  uses: ['declared'],
  thresholds: ['rules.bookingsPerDay', 'rules.rebookedSeconds'],
  start: { declared: [], steps: [] },
  scope: (event) => {
    if (event.type === 'declared') return event.what === 'proxyTeam' ? event.device : undefined;
    return event.type === 'booking' ? event.device : undefined;
  },
  step: (state, event, thresholds) => {
    if (event.type === 'declared') return nothing({ ...state, declared: nowDeclared(state.declared, event) });
    if (event.type !== 'booking') return nothing(state);
    const now = event.at.getTime();
    const today = state.steps.filter(([, , when]) => civilDate(new Date(when)).equals(civilDate(event.at)));
    const steps = last([...today, [event.slot, event.step, now, cited(event)] as const]);
    // Teams that book for those who cannot are registered with their devices.
    const isTeam = isDeclared(state.declared, { what: 'proxyTeam', at: event.at, of: event.device });
    if (isTeam || event.step === 'cancelled') return nothing({ ...state, steps });
    const booked = steps.filter(([, step]) => step === 'booked');
    const again = today.find(
      ([slot, step, when]) =>
        slot === event.slot && step === 'cancelled' && now - when < thresholds['rules.rebookedSeconds'] * 1_000,
    );
    if (again === undefined && booked.length < thresholds['rules.bookingsPerDay']) return nothing({ ...state, steps });
    const facts = { why: again === undefined ? 'many' : 'rebooked', count: booked.length };
    const evidence = again === undefined ? booked.map(([, , , name]) => name) : [again[3], cited(event)];
    return found({ ...state, steps: [] }, at(event, { colour: 'yellow', confidence: 0.6, facts, evidence }));
  },
};
