import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCondition, routeEngine, type Effect, type KeptRoute } from '#routing';
import { day, draw } from '../../routing/testing.ts';
import { begin, goOn, type AskDecision, type Played, type Playing } from './play.ts';

function kept(...drawing: Parameters<typeof draw>): KeptRoute {
  const route = draw(...drawing);
  return { xml: '', route, engine: routeEngine(route, readCondition) };
}

const noTables: AskDecision = () => assert.fail('There is no table here.');
const playing = (route: KeptRoute, facts = {}, ask = noTables): Playing => ({ kept: route, facts, ask });

function played(result: ReturnType<typeof begin>): Played {
  if ('code' in result) assert.fail(result.code);
  return result;
}
const opened = ({ opened: effects }: Played) => effects.map((effect) => nameOf(effect));
const nameOf = (effect: Effect) => `${effect.kind} ${effect.element}`;

test('what the platform does by itself never waits, and a table decides which way a case goes', () => {
  const route = kept(
    {
      start: 'start',
      rule: { kind: 'rule', decision: 'risk' },
      way: 'exclusive',
      visit: 'user',
      desk: 'user',
      end: 'end',
    },
    ['start rule', 'rule way', 'way visit if:decision.rule="high"', 'way desk else', 'visit end', 'desk end'],
  );
  const ask =
    (result: string): AskDecision =>
    () => ({ result, fired: [1] });

  const risky = played(begin(playing(route, {}, ask('high'))));
  assert.deepEqual(opened(risky), ['task visit']);
  assert.deepEqual(risky.asked, [{ element: 'rule', decision: 'risk', result: 'high', fired: [1] }]);
  assert.deepEqual(opened(played(begin(playing(route, {}, ask('low'))))), ['task desk']);
});

test('a table that has no answer decides nothing, and the default is taken', () => {
  const route = kept(
    {
      start: 'start',
      rule: { kind: 'rule', decision: 'risk' },
      way: 'exclusive',
      visit: 'user',
      desk: 'user',
      end: 'end',
    },
    ['start rule', 'rule way', 'way visit if:decision.rule="high"', 'way desk else', 'visit end', 'desk end'],
  );
  assert.deepEqual(opened(played(begin(playing(route, {}, () => ({ result: null, fired: [] }))))), ['task desk']);
});

test('timers and silent consents open and close with their task', () => {
  const work = { kind: 'user', deemed: { after: day(5), basis: '《条例》第五条' } } as const;
  const route = kept(
    {
      start: 'start',
      look: work,
      late: { kind: 'timer', on: 'look', interrupting: false },
      tell: 'service',
      end: 'end',
    },
    ['start look', 'look end', 'late tell', 'tell end'],
  );
  const first = played(begin(playing(route)));
  assert.deepEqual(opened(first), ['task look', 'consent look', 'timer late']);
  const instance = first.opened[0]?.instance ?? '';
  const done = played(goOn(playing(route), first.state, { done: instance, outcome: 'agree' }));
  assert.deepEqual(done.closed.map(nameOf), ['task look', 'consent look', 'timer late']);
  assert.equal(done.ended, true);
});

test('a circle in which nobody does anything is refused, not walked', () => {
  const route = kept({ start: 'start', one: 'service', two: 'service', end: 'end', way: 'exclusive' }, [
    'start one',
    'one two',
    'two way',
    'way one else',
    'way end if:false',
  ]);
  const result = begin(playing(route));
  assert.deepEqual('code' in result && result.code, 'route.endless');
});
