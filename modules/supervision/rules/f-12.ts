import { cited, type Of } from '../history/event.ts';
import type { Thresholds } from '../thresholds.ts';
import { confidence } from './statistics.ts';
import { at, found, last, nothing, type Rule, type Stepped } from './rule.ts';

/** What was asked in the latest cases of an item, oldest first. */
type State = readonly (readonly [situation: string, window: string, treatment: string, name: string])[];

/** In the same situation one window asks or decides otherwise than almost all others. */
export const f12: Rule<State> = {
  id: 'F-12',
  basis: '行政许可法 5; 优化营商环境条例 35',
  colours: ['yellow'],
  needs: ['standard'],
  uses: ['declared'],
  thresholds: ['rules.standardPercent', 'rules.standardLeastCases', 'rules.standardRepeats'],
  start: [],
  scope: (event) => {
    if (event.type === 'declared') return event.what === 'legalChange' ? event.item : undefined;
    return event.type === 'standard' ? event.item : undefined;
  },
  step: (state, event, thresholds) => {
    // The law has changed: what was right before is no measure.
    if (event.type === 'declared') return nothing([]);
    return event.type === 'standard' ? compared(state, event, thresholds) : nothing(state);
  },
};

function compared(state: State, event: Of<'standard'>, thresholds: Thresholds): Stepped<State> {
  const { situation, window, treatment } = event;
  const after = last([...state, [situation, window, treatment, cited(event)] as const]);
  const others = after.filter(([of, at]) => of === situation && at !== window);
  const counts = new Map<string, number>();
  for (const [, , each] of others) counts.set(each, (counts.get(each) ?? 0) + 1);
  const [usual, count] = [...counts].reduce<readonly [string, number]>(
    (most, each) => (each[1] > most[1] ? each : most),
    ['', 0],
  );
  const isSettled = others.length >= thresholds['rules.standardLeastCases'];
  const percent = Math.floor((100 * count) / Math.max(others.length, 1));
  if (!isSettled || percent < thresholds['rules.standardPercent'] || usual === treatment) return nothing(after);
  const same = after.filter((each) => each[0] === situation && each[1] === window && each[2] === treatment);
  if (same.length < thresholds['rules.standardRepeats']) return nothing(after);
  const facts = { situation, window, repeats: same.length, percent, n: others.length };
  const names = same.map(([, , , name]) => name);
  const finding = at(event, { colour: 'yellow', confidence: confidence(percent / 100), facts, evidence: names });
  return found(
    after.filter(([, , , name]) => !names.includes(name)),
    finding,
  );
}
