import type { Of } from '../history/event.ts';
import { at, found, nothing, type Rule, type RuleId } from './rule.ts';

interface OnAnswer {
  readonly id: RuleId;
  readonly basis: string;
  readonly colour: 'blue' | 'yellow';
  readonly to: readonly Of<'answer'>['to'][];
  readonly rungs: readonly string[];
}

interface State {
  /** Since when it was answered or taken out, or whoever asked has to do something first. */
  readonly free?: number | undefined;
}

/** A rule about something that is owed an answer within a time. */
export function onAnswer({ id, basis, colour, to, rungs }: OnAnswer): Rule<State> {
  return {
    id,
    basis,
    colours: [colour],
    needs: ['rung'],
    uses: ['answer'],
    start: {},
    scope: (event) => {
      if (event.type === 'answer') return to.includes(event.to) ? event.id : undefined;
      if (event.type !== 'rung' || event.clock !== 'answer' || event.to === undefined) return undefined;
      return to.includes(event.to) && rungs.includes(event.rung) ? event.id : undefined;
    },
    step: (state, event) => {
      if (event.type === 'answer') {
        // A call back and an answer have clocks of their own: each is owed one thing.
        return nothing(event.step === 'resumed' ? {} : { free: state.free ?? event.at.getTime() });
      }
      if (event.type !== 'rung') return nothing(state);
      if (state.free !== undefined && state.free <= event.at.getTime()) return nothing(state);
      const facts = { to: event.to ?? '', rung: event.rung };
      return found(state, at(event, { key: `${event.id}/${event.rung}`, colour, facts }));
    },
  };
}
