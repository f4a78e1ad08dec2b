import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseHistory, HistoryAct, HistoryTask, ShortNo } from '#cases';
import { draw, day } from '../routing/testing.ts';
import { deviationsOf } from './deviations.ts';
import { goneOf } from './process.ts';
import { wholeRoute } from './steps.ts';

const deemed = { after: day(2), basis: '《条例》第五条' };
const look = { kind: 'user', budget: day(2), deemed } as const;
const route = draw({ start: 'start', look, end: 'end' }, ['start look', 'look end']);
const drawing = wholeRoute(route, { delivers: false });
const monday = new Date('2026-11-23T02:00:00Z');
const HOUR_MS = 3_600_000;
const at = (hours: number) => new Date(monday.getTime() + hours * HOUR_MS);

interface Changes {
  readonly acts?: readonly (Omit<HistoryAct, 'at'> & { readonly hour: number })[];
  readonly look?: Partial<HistoryTask>;
  readonly more?: readonly HistoryTask[];
  readonly status?: CaseHistory['status'];
}

/** A case of one examination that went as drawn, with what was otherwise. */
function deviating({ acts = [], look: changed = {}, more = [], status = 'approved' }: Changes): readonly string[] {
  const plain: readonly (Omit<HistoryAct, 'at'> & { readonly hour: number })[] = [
    { kind: 'submitted', n: 0, hour: 0 },
    { kind: 'taken', n: 0, hour: 1 },
    { kind: 'accepted', n: 0, hour: 2 },
    { kind: 'taken', n: 1, hour: 3 },
    ...(changed.ended === 'consented' ? [] : [{ kind: 'passed' as const, n: 1, hour: 4 }]),
    { kind: 'approved', n: 2, hour: 5 },
  ];
  const all = [...plain, ...acts].toSorted((one, other) => one.hour - other.hour);
  const task = { department: 'hall', element: 'look', instance: 'look#1', outcome: 'agree' } as const;
  const history: CaseHistory = {
    id: 'one',
    no: 'LJ261123000001X' as ShortNo,
    last: 9n,
    status,
    receivedAt: monday,
    acts: all.map(({ hour, ...act }) => ({ ...act, at: at(hour) })),
    tasks: [
      { n: 0, stage: 'acceptance', openedAt: at(0), closedAt: at(2) },
      { n: 1, stage: 'examination', openedAt: at(2), closedAt: at(4), ended: 'passed', ...task, ...changed },
      { n: 2, stage: 'decision', openedAt: at(4), closedAt: at(5) },
      ...more,
    ],
  };
  const [gone] = goneOf([history], route);
  return gone === undefined ? [] : deviationsOf(gone, drawing);
}

test('a case that went as drawn and promised deviates in nothing', () => {
  assert.deepEqual(deviating({}), []);
});

test('whoever gives a task back is told from whoever vanished with it', () => {
  assert.deepEqual(deviating({ acts: [{ kind: 'released', n: 0, hour: 1.5, released: 'hand-over' }] }), ['givenBack']);
  assert.deepEqual(deviating({ acts: [{ kind: 'released', n: 0, hour: 1.5, released: 'timeout' }] }), ['vanished']);
});

test('a budget is over when its last day has ended, and silence is not a late answer', () => {
  // Opened on Monday: two working days end with Wednesday.
  const until = (text: string) => ({ closedAt: new Date(`${text}+08:00`) });
  assert.deepEqual(deviating({ look: until('2026-11-26T00:00:00') }), []);
  assert.deepEqual(deviating({ look: until('2026-11-26T00:00:01') }), ['overBudget']);
  const silent = { acts: [{ kind: 'consented' as const, n: 1, hour: 4 }], look: { ended: 'consented' as const } };
  assert.deepEqual(deviating({ ...silent, look: { ...silent.look, ...until('2026-12-26T00:00:00') } }), ['silent']);
});

test('supplements, refusals and withdrawals are told as what they are', () => {
  assert.deepEqual(deviating({ acts: [{ kind: 'supplementRequested', n: 0, hour: 1.2 }] }), ['supplement']);
  assert.deepEqual(deviating({ acts: [{ kind: 'notAccepted', n: 0, hour: 9 }], status: 'notAccepted' }), [
    'notAccepted',
  ]);
  assert.deepEqual(deviating({ acts: [{ kind: 'withdrawn', n: 1, hour: 9 }], status: 'withdrawn' }), ['withdrawn']);
});

test('a task that the drawing does not have is unexpected, and so is an order to which nothing leads', () => {
  const stranger: HistoryTask = { n: 3, stage: 'examination', openedAt: at(4), closedAt: at(5) };
  assert.deepEqual(deviating({ more: [stranger] }), ['unexpected']);
  assert.deepEqual(deviating({ look: { element: 'elsewhere', instance: 'elsewhere#1' } }), ['unexpected']);
  assert.deepEqual(deviating({ look: { instance: 'look#7' } }), ['unexpected']);
});

test('what was lost with a database and asked again is no second visit, and not unexpected', () => {
  const again: HistoryTask = {
    n: 3,
    stage: 'examination',
    element: 'look',
    instance: 'look#1',
    department: 'hall',
    openedAt: at(3),
    closedAt: at(4),
    ended: 'lost',
  };
  assert.deepEqual(deviating({ more: [again] }), ['askedAgain']);
});
