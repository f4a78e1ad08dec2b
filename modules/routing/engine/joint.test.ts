import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Completion } from '../route.ts';
import { day, draw } from '../testing/draw.ts';
import { Desk, words } from '../testing/desk.ts';

const departments = ['fire', 'health', 'water'];

function asked(completion: Completion, deemed?: { readonly basis: string }): Desk {
  const silence = deemed === undefined ? {} : { deemed: { after: day(5), basis: deemed.basis } };
  const route = draw(
    { s: 'start', ask: { kind: 'user', joint: { departments, completion }, ...silence }, decide: 'user', e: 'end' },
    ['s ask', 'ask decide', 'decide e'],
  );
  return new Desk(route);
}

test('every department has its own task, and what one of them says closes only that', () => {
  const desk = asked({ rule: 'all' });
  assert.deepEqual(words(desk.last.opened), ['task ask/fire', 'task ask/health', 'task ask/water']);

  desk.say('ask', 'health', 'object');
  assert.deepEqual([desk.open, words(desk.last.closed)], [['ask'], ['task ask/health']]);
});

test('where all must speak, an objection waits for the others', () => {
  const desk = asked({ rule: 'all' }).say('ask', 'fire', 'object').say('ask', 'health', 'agree');
  assert.deepEqual(desk.open, ['ask']);

  desk.say('ask', 'water', 'agree');
  assert.deepEqual([desk.open, desk.marking.outcomes], [['decide'], { ask: 'object' }]);
});

test('where one is enough, the first consent takes the task from the others', () => {
  const desk = asked({ rule: 'any' }).say('ask', 'fire', 'object').say('ask', 'health', 'agree');
  assert.deepEqual([desk.open, desk.marking.outcomes], [['decide'], { ask: 'agree' }]);
  assert.deepEqual(words(desk.last.closed), ['task ask/health', 'task ask/water']);
});

test('where one may veto, the first objection takes the task from the others', () => {
  const desk = asked({ rule: 'veto' }).say('ask', 'water', 'object');
  assert.deepEqual([desk.open, desk.marking.outcomes], [['decide'], { ask: 'object' }]);
});

test('where two of three are enough, it is over as soon as two agree or two cannot any more', () => {
  const two: Completion = { rule: 'n-of-m', needed: 2 };
  const agreed = asked(two).say('ask', 'fire', 'agree').say('ask', 'water', 'agree');
  assert.deepEqual([agreed.open, agreed.marking.outcomes], [['decide'], { ask: 'agree' }]);

  const objected = asked(two).say('ask', 'fire', 'object').say('ask', 'water', 'object');
  assert.deepEqual([objected.open, objected.marking.outcomes], [['decide'], { ask: 'object' }]);
});

test('a department speaks once, in its own name, and says whether it agrees', () => {
  const desk = asked({ rule: 'all' }).say('ask', 'fire', 'agree');
  const done = desk.instance('ask');

  assert.equal(desk.refused({ done, department: 'fire', outcome: 'object' }), 'route.not-open ask#1');
  assert.equal(desk.refused({ done, department: 'police', outcome: 'agree' }), 'route.not-open ask#1');
  assert.equal(desk.refused({ done, outcome: 'agree' }), 'route.not-open ask#1');
  assert.equal(desk.refused({ done, department: 'water' }), 'route.outcome-missing ask');
});

test('silence is consent only where the route names the law, and is recorded as silence', () => {
  const desk = asked({ rule: 'all' }, { basis: '《示例条例》第一条' });
  assert.deepEqual(desk.last.opened[1], {
    kind: 'consent',
    instance: 'ask#1',
    element: 'ask',
    department: 'fire',
    dueAfter: day(5),
    basis: '《示例条例》第一条',
  });

  desk.happen({ consent: 'ask#1', department: 'fire' });
  assert.deepEqual(desk.marking.active[0]?.parts?.[0], { department: 'fire', outcome: 'agree', deemed: true });
  assert.deepEqual(words(desk.last.closed), ['task ask/fire', 'consent ask/fire']);

  const without = asked({ rule: 'all' });
  assert.equal(without.refused({ consent: 'ask#1', department: 'fire' }), 'route.not-open ask#1');
});
