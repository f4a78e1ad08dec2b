import { cited, type Of } from '../history/event.ts';
import type { Thresholds } from '../thresholds.ts';
import { isDeclared, nowDeclared, type Declarations } from './declared.ts';
import { at, found, last, nothing, type Rule, type Stepped } from './rule.ts';
import { meansApart, noTally, plus, sharesApart, type Tally } from './statistics.ts';

interface Handler extends Tally {
  readonly names: readonly string[];
}

interface State {
  readonly declared: Declarations;
  /** What each handler has decided in each situation, `situation/officer`, since they were last compared. */
  readonly of: Readonly<Record<string, Handler>>;
}

const MOST_CITED = 30;

/** In the same situation a handler grants, or takes time, far otherwise than the others. */
export const d02: Rule<State> = {
  id: 'D-02',
  basis: '行政许可法 5; 优化营商环境条例 35, 60',
  colours: ['blue'],
  needs: ['outcome'],
  uses: ['declared'],
  thresholds: ['rules.deviationSigmas', 'rules.deviationLeastCases'],
  start: { declared: [], of: {} },
  scope: (event) => {
    if (event.type === 'declared') return event.what === 'specialist' ? event.item : undefined;
    return event.type === 'outcome' ? event.item : undefined;
  },
  step: (state, event, thresholds) => {
    if (event.type === 'declared') return nothing({ ...state, declared: nowDeclared(state.declared, event) });
    return event.type === 'outcome' ? compared(state, event, thresholds) : nothing(state);
  },
};

function compared(state: State, event: Of<'outcome'>, thresholds: Thresholds): Stepped<State> {
  const { situation, officer, granted, workdays } = event;
  const name = `${situation}/${officer}`;
  const one = { n: 1, granted: granted ? 1 : 0, sum: workdays, squares: workdays * workdays };
  const own = plus(state.of[name] ?? noTally, one);
  const names = last([...(state.of[name]?.names ?? []), cited(event)], MOST_CITED);
  const after = { ...state, of: { ...state.of, [name]: { ...own, names } } };
  const others = Object.entries(state.of)
    .filter(([other]) => other.startsWith(`${situation}/`) && other !== name)
    .reduce((sum, [, tally]) => plus(sum, tally), noTally);
  const least = thresholds['rules.deviationLeastCases'];
  // Whoever is given the difficult ones, and has been named for it, is not compared.
  const isSpecialist = isDeclared(state.declared, { what: 'specialist', at: event.at, of: officer });
  if (own.n % least !== 0 || others.n < least || isSpecialist) return nothing(after);
  const [share, time] = [sharesApart(own, others), meansApart(own, others)];
  if (Math.max(Math.abs(share), Math.abs(time)) <= thresholds['rules.deviationSigmas']) return nothing(after);
  const facts = { situation, n: own.n, granted: own.granted, others: others.n, othersGranted: others.granted };
  const apart = { shareSigmas: tenths(share), timeSigmas: tenths(time) };
  const finding = { colour: 'blue', case: undefined, facts: { ...facts, ...apart }, evidence: names } as const;
  return found(after, at(event, finding));
}

const tenths = (value: number) => Math.round(value * 10) / 10;
