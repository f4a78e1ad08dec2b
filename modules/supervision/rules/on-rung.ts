import type { Of, Watched, WatchedType } from '../history/event.ts';
import { at, found, nothing, type Colour, type Rule, type RuleId } from './rule.ts';
import { follow, isExplained, running, type Settling, type Standing } from './standing.ts';

interface OnRung {
  readonly id: RuleId;
  readonly basis: string;
  readonly clock: Of<'rung'>['clock'];
  /** The rungs of its ladder that count, and their colours. */
  readonly rungs: Readonly<Record<string, Colour>>;
  readonly settling: Settling;
  readonly uses?: readonly WatchedType[];
  /** Of one task, not of the whole case. */
  readonly byTask?: true;
}

/**
 * A rule about a clock of a case: one finding for each rung, unless what was asked for had been done before the legal
 * moment, or the clock stood still, or more time had been given. That the clock itself knows these is why a rung hardly
 * ever comes with such an explanation; a clock that is wrong must accuse nobody.
 */
export function onRung({ id, basis, clock, rungs, settling, uses = ['act'], byTask }: OnRung): Rule<Standing> {
  const concerns = (event: Watched) => {
    if (event.type === 'rung') return event.clock === clock && event.rung in rungs;
    return event.type !== 'extension' || event.clock === undefined || event.clock === clock;
  };
  return {
    id,
    basis,
    colours: [...new Set(Object.values(rungs))],
    needs: ['rung'],
    uses,
    start: running,
    scope: (event) => {
      if (!concerns(event) || event.case === undefined) return undefined;
      return byTask === undefined ? event.case : `${event.case}/${event.n ?? 0}`;
    },
    step: (state, event) => {
      if (event.type !== 'rung') return nothing(follow(state, event, settling));
      const colour = rungs[event.rung];
      if (colour === undefined || isExplained(state, event.at)) return nothing(state);
      const facts = { clock: event.clock, rung: event.rung };
      return found(state, at(event, { key: `${event.id}/${event.rung}`, colour, facts }));
    },
    ends: (event) => event.type === 'act' && event.closes === true,
  };
}
