import { civilDate } from '#kernel';
import { cited, type Of } from '../history/event.ts';
import type { Thresholds } from '../thresholds.ts';
import { isDeclared, nowDeclared, type Declarations } from './declared.ts';
import { at, found, last, nothing, type Finding, type Rule } from './rule.ts';

interface State {
  readonly declared: Declarations;
  /** What the unit has closed lately. */
  readonly closed: readonly (readonly [name: string, at: number])[];
}

const CLOSING: readonly Of<'act'>['kind'][] = ['approved', 'denied'];
const [MINUTE_MS, HOUR_MS] = [60_000, 3_600_000];

/** Work was done elsewhere and entered afterwards (体外循环), so that the record looks punctual. */
export const f06: Rule<State> = {
  id: 'F-06',
  basis: '国办函〔2016〕108号',
  colours: ['yellow'],
  needs: ['act'],
  uses: ['document', 'declared'],
  thresholds: ['rules.backfilledMinutes', 'rules.bulkCases', 'rules.bulkMinutes', 'rules.scannedEarlierHours'],
  start: { declared: [], closed: [] },
  scope: (event) => {
    if (event.type === 'declared') return event.what === 'migration' ? event.unit : undefined;
    if (event.type === 'act') return CLOSING.includes(event.kind) && event.automatic !== true ? event.unit : undefined;
    return event.type === 'document' ? event.unit : undefined;
  },
  step: (state, event, thresholds) => {
    if (event.type === 'declared') return nothing({ ...state, declared: nowDeclared(state.declared, event) });
    // A batch of old cases that is carried over is declared and signed before.
    if (isDeclared(state.declared, { what: 'migration', at: event.at })) return nothing(state);
    if (event.type === 'document') return found(state, ...backdated(event, thresholds));
    if (event.type !== 'act') return nothing(state);
    const since = event.at.getTime() - thresholds['rules.bulkMinutes'] * MINUTE_MS;
    const closed = last([
      ...state.closed.filter(([, when]) => when > since),
      [cited(event), event.at.getTime()] as const,
    ]);
    const isBulk = closed.length >= thresholds['rules.bulkCases'];
    const findings = [...atOnce(event, thresholds), ...(isBulk ? [bulk(event, closed)] : [])];
    return { state: { ...state, closed: isBulk ? [] : closed }, findings };
  },
};

/** 承诺件: what needs days is closed within minutes of its receipt. */
function atOnce(event: Of<'act'>, thresholds: Thresholds): readonly Finding[] {
  if (event.receivedAt === undefined || event.immediate === true) return [];
  const minutes = (event.at.getTime() - event.receivedAt.getTime()) / MINUTE_MS;
  if (minutes >= thresholds['rules.backfilledMinutes']) return [];
  return [at(event, { colour: 'yellow', confidence: 0.8, facts: { why: 'atOnce', minutes: Math.round(minutes) } })];
}

function bulk(event: Of<'act'>, closed: State['closed']): Finding {
  const facts = { why: 'bulk', count: closed.length };
  const evidence = closed.map(([name]) => name);
  const about = { colour: 'yellow', confidence: 0.6, case: undefined, officer: undefined } as const;
  return at(event, { ...about, key: `${cited(event)}/bulk`, facts, evidence });
}

function backdated(event: Of<'document'>, thresholds: Thresholds): readonly Finding[] {
  const received = civilDate(event.receivedAt);
  if (event.dated !== undefined && Temporal.PlainDate.compare(event.dated, received) < 0)
    return [at(event, { colour: 'yellow', confidence: 0.9, facts: { why: 'dated', dated: event.dated } })];
  const hours = event.scannedAt && Math.floor((event.at.getTime() - event.scannedAt.getTime()) / HOUR_MS);
  if (hours === undefined || hours <= thresholds['rules.scannedEarlierHours']) return [];
  return [at(event, { colour: 'yellow', confidence: 0.6, facts: { why: 'scanned', hours } })];
}
