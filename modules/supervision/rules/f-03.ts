import { cited } from '../history/event.ts';
import { at, found, last, nothing, type Rule } from './rule.ts';
import { speedOf } from './speed.ts';
import { byChance, confidence, percentile } from './statistics.ts';

/** An agent's decisions of one item. */
interface Agent {
  readonly agent: string;
  readonly n: number;
  /** Those that were faster than almost all others. */
  readonly fast: readonly string[];
}

interface State {
  /** Minutes of the latest decisions. */
  readonly minutes: readonly number[];
  readonly agents: readonly Agent[];
}

const MOST_AGENTS = 300;

/** One agent's cases of an item are again and again decided faster than almost all others. */
export const f03: Rule<State> = {
  id: 'F-03',
  basis: '行政许可法 5; 公职人员政务处分法 38',
  colours: ['yellow'],
  needs: ['act'],
  thresholds: ['rules.fastPercent', 'rules.fastLeastCases', 'rules.fastRepeats'],
  start: { minutes: [], agents: [] },
  scope: (event) => (speedOf(event) === undefined ? undefined : event.item),
  step: (state, event, thresholds) => {
    const speed = speedOf(event);
    if (speed === undefined) return nothing(state);
    const isKnown = state.minutes.length >= thresholds['rules.fastLeastCases'];
    const isFast = isKnown && speed.minutes < percentile(state.minutes, thresholds['rules.fastPercent']);
    const before = state.agents.find(({ agent }) => agent === speed.agent);
    const fast = [...(before?.fast ?? []), ...(isFast ? [cited(event)] : [])];
    const own = { agent: speed.agent, n: (before?.n ?? 0) + (isKnown ? 1 : 0), fast };
    const others = state.agents.filter((agent) => agent !== before);
    const minutes = last([...state.minutes, Math.round(speed.minutes * 10) / 10]);
    const repeats = thresholds['rules.fastRepeats'];
    if (!isFast || fast.length < repeats) return nothing({ minutes, agents: last([...others, own], MOST_AGENTS) });
    const sure = confidence(1 - byChance(own.n, fast.length, thresholds['rules.fastPercent'] / 100));
    const facts = { fast: fast.length, n: own.n, minutes: Math.round(speed.minutes) };
    const finding = { colour: 'yellow', confidence: sure, facts, evidence: fast } as const;
    return found({ minutes, agents: others }, at(event, finding));
  },
};
