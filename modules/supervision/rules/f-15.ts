import { cited, type Of } from '../history/event.ts';
import type { Thresholds } from '../thresholds.ts';
import { at, found, last, nothing, type Rule, type Stepped } from './rule.ts';

interface State {
  /** Of an officer: the last sign-in. */
  readonly login?: { readonly device: string; readonly place: string; readonly at: number; readonly name: string };
  /** Of a device: what was accepted on it lately. */
  readonly accepted: readonly (readonly [of: string, officer: string, at: number, name: string])[];
}

const MOST_ON_DEVICE = 20;

/** One account in two places, or two accounts in one hand. */
export const f15: Rule<State> = {
  id: 'F-15',
  basis: '网络安全法 21; 国办函〔2016〕108号',
  colours: ['red'],
  needs: ['login', 'device'],
  thresholds: ['rules.twoPlacesMinutes', 'rules.approvedAfterSeconds'],
  start: { accepted: [] },
  scope: (event) => {
    if (event.type === 'login') return `officer/${event.officer}`;
    return event.type === 'device' ? `device/${event.device}` : undefined;
  },
  step: (state, event, thresholds) => {
    if (event.type === 'login') return signedIn(state, event, thresholds);
    return event.type === 'device' ? onDevice(state, event, thresholds) : nothing(state);
  },
};

function signedIn(state: State, event: Of<'login'>, thresholds: Thresholds): Stepped<State> {
  const { device, place } = event;
  const before = state.login;
  const after = { ...state, login: { device, place, at: event.at.getTime(), name: cited(event) } };
  if (before === undefined || before.place === place || before.device === device) return nothing(after);
  const minutes = Math.round((event.at.getTime() - before.at) / 60_000);
  // Time enough to have gone from the one place to the other.
  if (minutes >= thresholds['rules.twoPlacesMinutes']) return nothing(after);
  const facts = { why: 'twoPlaces', minutes };
  return found(after, at(event, { colour: 'red', confidence: 0.7, facts, evidence: [before.name, cited(event)] }));
}

function onDevice(state: State, event: Of<'device'>, thresholds: Thresholds): Stepped<State> {
  const when = event.at.getTime();
  if (event.act === 'accepted') {
    const own = [event.case, event.officer, when, cited(event)] as const;
    return nothing({ ...state, accepted: last([...state.accepted, own], MOST_ON_DEVICE) });
  }
  const before = state.accepted.find(([of, officer]) => of === event.case && officer !== event.officer);
  const seconds = before === undefined ? Infinity : (when - before[2]) / 1_000;
  if (before === undefined || seconds >= thresholds['rules.approvedAfterSeconds']) return nothing(state);
  const facts = { why: 'oneDevice', seconds: Math.round(seconds) };
  return found(state, at(event, { colour: 'red', confidence: 0.8, facts, evidence: [before[3], cited(event)] }));
}
