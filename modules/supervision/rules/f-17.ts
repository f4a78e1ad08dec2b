import { cited, type Of } from '../history/event.ts';
import { at, found, nothing, type Rule } from './rule.ts';

/** Cases of an item with a limited number that are not accepted yet. */
type State = readonly {
  readonly of: string;
  readonly receivedAt: number;
  readonly name: string;
  /** It waits for its applicant. */
  readonly waits?: boolean;
}[];

const ENDED: readonly Of<'act'>['kind'][] = ['accepted', 'deemedAccepted', 'notAccepted', 'withdrawn', 'terminated'];
const HEARD: readonly Of<'act'>['kind'][] = ['submitted', 'supplementRequested', 'supplementSubmitted', ...ENDED];
const MOST_WAITING = 2_000;

/** Where the number is limited, a later application was accepted first, and the order of acceptance decides. */
export const f17: Rule<State> = {
  id: 'F-17',
  basis: '行政许可法 57',
  colours: ['red'],
  needs: ['act'],
  start: [],
  scope: (event) =>
    event.type === 'act' && event.limited === true && HEARD.includes(event.kind) ? event.item : undefined,
  step: (state, event) => {
    if (event.type !== 'act') return nothing(state);
    const own = state.find(({ of }) => of === event.case);
    const others = state.filter((each) => each !== own);
    if (event.kind === 'submitted') {
      const receivedAt = (event.receivedAt ?? event.at).getTime();
      return nothing([...others, { of: event.case, receivedAt, name: cited(event) }].slice(-MOST_WAITING));
    }
    if (own === undefined) return nothing(state);
    if (!ENDED.includes(event.kind)) {
      const waits = event.kind === 'supplementRequested';
      return nothing(state.map((each) => (each === own ? { ...own, waits } : each)));
    }
    // Whoever has still to bring something is passed by right.
    const passed = others.filter(({ receivedAt, waits }) => waits !== true && receivedAt < own.receivedAt);
    const [first] = passed;
    if (event.kind !== 'accepted' || first === undefined) return nothing(others);
    const facts = { passed: passed.length };
    const evidence = [first.name, own.name, cited(event)];
    return found(others, at(event, { colour: 'red', confidence: 0.9, facts, evidence }));
  },
};
