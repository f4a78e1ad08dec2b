import { cited, type Of } from '../history/event.ts';
import { at, found, nothing, type Finding, type Rule } from './rule.ts';

interface State {
  /** The latest act of the case. */
  readonly at?: number;
  readonly name?: string;
  readonly closed?: boolean;
}

/** What the verifier calls times that cannot be (M11). */
const TIMES = 'M11';

/** Times that run backwards, acts after a case was closed, a clock that strays. */
export const f19: Rule<State> = {
  id: 'F-19',
  basis: '国务院令第716号 12; 电子签名法 5, 6',
  colours: ['red'],
  needs: ['act', 'finding'],
  thresholds: ['rules.driftSeconds'],
  start: {},
  scope: (event) => {
    if (event.type === 'finding') return event.rule === TIMES ? (event.case ?? '') : undefined;
    return event.type === 'act' ? event.case : undefined;
  },
  step: (state, event, thresholds) => {
    if (event.type === 'finding')
      return found(state, at(event, { colour: 'red', confidence: 0.9, facts: { why: event.code } }));
    if (event.type !== 'act') return nothing(state);
    const now = event.at.getTime();
    const after = {
      at: Math.max(now, state.at ?? now),
      name: cited(event),
      closed: state.closed ?? event.closes ?? false,
    };
    // What a restored backup had lost is looked at by people and recorded as such.
    if (event.kind === 'recordLost' || event.kind === 'recordSettled') return nothing(after);
    const behind = ((state.at ?? now) - now) / 1_000;
    const findings = [
      ...(behind > thresholds['rules.driftSeconds'] ? [wrong(state, event, { why: 'behind', seconds: behind })] : []),
      ...(state.closed === true ? [wrong(state, event, { why: 'afterClosing', act: event.kind })] : []),
    ];
    return { state: after, findings };
  },
};

function wrong({ name }: State, event: Of<'act'>, facts: { readonly why: string } & Finding['facts']): Finding {
  const evidence = [...(name === undefined ? [] : [name]), cited(event)];
  return at(event, { colour: 'red', confidence: 0.8, key: `${cited(event)}/${facts.why}`, facts, evidence });
}
