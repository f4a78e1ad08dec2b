import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draw } from '../testing/draw.ts';
import { Desk, words } from '../testing/desk.ts';
import { named } from '../testing/named.ts';
import { routeEngine } from './engine.ts';

test('a case begins with its first task and has ended when its last is done', () => {
  const desk = new Desk(draw({ s: 'start', a: 'user', b: 'service', e: 'end' }, ['s a', 'a b', 'b e']));
  assert.deepEqual(words(desk.last.opened), ['task a']);

  desk.done('a');
  assert.deepEqual([words(desk.last.closed), words(desk.last.opened)], [['task a'], ['task b']]);

  desk.done('b');
  assert.equal(desk.state, 'ended');
  assert.deepEqual(desk.marking.waiting, []);
});

const both = draw({ s: 'start', fork: 'parallel', a: 'user', b: 'user', join: 'parallel', c: 'user', e: 'end' }, [
  's fork',
  'fork a',
  'fork b',
  'a join',
  'b join',
  'join c',
  'c e',
]);

test('work that goes on at the same time goes on together when the last of it is done, whichever that is', () => {
  for (const [first, second] of [
    ['a', 'b'],
    ['b', 'a'],
  ] as const) {
    const desk = new Desk(both).done(first);
    assert.deepEqual([desk.open, desk.marking.waiting], [[second], [`${first}-join`]]);

    assert.deepEqual(desk.done(second).open, ['c']);
    assert.deepEqual(desk.marking.waiting, []);
  }
});

const some = draw(
  { s: 'start', i: 'inclusive', a: 'user', b: 'user', c: 'user', j: 'inclusive', d: 'user', e: 'end' },
  ['s i', 'i a if:fire', 'i b if:food', 'i c else', 'a j', 'b j', 'c j', 'j d', 'd e'],
);

test('an inclusive join waits for every branch that was taken and for no other', () => {
  const desk = new Desk(some, { fire: true, food: true });
  assert.deepEqual(desk.open, ['a', 'b']);
  assert.deepEqual(desk.done('a').open, ['b']);
  assert.deepEqual(desk.done('b').open, ['d']);

  assert.deepEqual(new Desk(some, { fire: true, food: false }).done('a').open, ['d']);
  assert.deepEqual(new Desk(some, { fire: false, food: false }).open, ['c']);
});

test('an inclusive join goes on when the branch it waited for has turned away', () => {
  const route = draw(
    {
      s: 'start',
      i: 'inclusive',
      a: 'user',
      b: 'user',
      x: 'exclusive',
      j: 'inclusive',
      d: 'user',
      f: 'user',
      e: 'end',
    },
    ['s i', 'i a if:one', 'i b if:two', 'a j', 'b x', 'x j if:on', 'x f else', 'j d', 'd e', 'f e'],
  );
  const desk = new Desk(route, { one: true, two: true }).done('a');
  assert.deepEqual(desk.open, ['b']);
  assert.deepEqual(desk.done('b', { on: false }).open, ['f', 'd']);
});

test('an inclusive join in a loop does not wait for the token that can only come back through itself', () => {
  const route = draw({ s: 'start', j: 'inclusive', a: 'user', x: 'exclusive', e: 'end' }, [
    's j',
    'j a',
    'a x',
    'x j if:again',
    'x e else',
  ]);
  assert.deepEqual(new Desk(route).done('a', { again: true }).open, ['a']);
});

const choice = draw({ s: 'start', a: 'user', x: 'exclusive', b: 'user', c: 'user', d: 'user', e: 'end' }, [
  's a',
  'a x',
  'x b if:small',
  'x c if:cheap',
  'x d else',
  'b e',
  'c e',
  'd e',
]);

test('of several ways whose condition holds the first of the file is taken, and the default if none does', () => {
  assert.deepEqual(new Desk(choice).done('a', { small: true, cheap: true }).open, ['b']);
  assert.deepEqual(new Desk(choice).done('a', { small: false, cheap: true }).open, ['c']);
  assert.deepEqual(new Desk(choice).done('a', { small: false, cheap: false }).open, ['d']);
});

test('what the facts do not decide nobody guesses: the task stays open', () => {
  const desk = new Desk(choice);
  assert.equal(desk.refused({ done: 'a#1' }, {}), 'route.condition-undecided x-b');
  assert.deepEqual(desk.open, ['a']);

  const without = draw({ s: 'start', a: 'user', x: 'exclusive', e: 'end' }, ['s a', 'a x', 'x e if:ready']);
  assert.equal(new Desk(without).refused({ done: 'a#1' }, { ready: false }), 'route.no-way-on x');
});

test('a condition sees what was said at the tasks before it', () => {
  const route = draw({ s: 'start', a: 'user', x: 'exclusive', b: 'user', c: 'user', e: 'end' }, [
    's a',
    'a x',
    'x b if:liked',
    'x c else',
    'b e',
    'c e',
  ]);
  const engine = routeEngine(
    route,
    () =>
      ({ outcome }) =>
        JSON.stringify(outcome) === '{"a":"agree"}',
  );
  const first = engine.start({});
  assert.ok('marking' in first);
  const liked = engine.advance(first.marking, { done: 'a#1', outcome: 'agree' }, {});
  const not = engine.advance(first.marking, { done: 'a#1', outcome: 'object' }, {});
  assert.deepEqual(
    [liked, not].map((step) => 'opened' in step && words(step.opened)),
    [['task b'], ['task c']],
  );
});

test('work that is sent back is a new task with a number of its own', () => {
  const route = draw({ s: 'start', m: 'exclusive', a: 'user', x: 'exclusive', e: 'end' }, [
    's m',
    'm a',
    'a x',
    'x m if:back',
    'x e else',
  ]);
  const desk = new Desk(route).done('a', { back: true });
  assert.equal(desk.instance('a'), 'a#2');
  assert.equal(desk.refused({ done: 'a#1' }), 'route.not-open a#1');
  assert.equal(desk.done('a', { back: false }).state, 'ended');
});

test('what is done twice, or was never open, is refused and changes nothing', () => {
  const desk = new Desk(both).done('a');
  const before = JSON.stringify(desk.marking);

  assert.equal(desk.refused({ done: 'a#1' }), 'route.not-open a#1');
  assert.equal(desk.refused({ done: 'c#9' }), 'route.not-open c#9');
  assert.equal(desk.refused({ done: 'b#2', department: 'fire' }), 'route.not-open b#2');
  assert.equal(desk.refused({ consent: 'b#2' }), 'route.not-open b#2');
  assert.equal(desk.refused({ due: 'a', instance: 'b#2' }), 'route.not-open a');
  assert.equal(JSON.stringify(desk.marking), before);
});

test('a marking of another route is refused, not guessed at', () => {
  const { marking } = new Desk(both).done('a');
  const other = routeEngine(choice, named);
  assert.deepEqual(other.advance({ ...marking, active: [] }, { done: 'a#1' }, {}), {
    code: 'route.other-marking',
    element: 'a-join',
  });
  assert.deepEqual(other.advance({ ...marking, active: [{ instance: 'z#1', element: 'z' }] }, { done: 'z#1' }, {}), {
    code: 'route.other-marking',
    element: 'z',
  });
});

test('a circle without a task in it is refused instead of going on for ever', () => {
  const route = draw({ s: 'start', a: 'user', m: 'exclusive', x: 'exclusive', e: 'end' }, [
    's a',
    'a m',
    'm x',
    'x m if:again',
    'x e else',
  ]);
  assert.match(new Desk(route).refused({ done: 'a#1' }, { again: true }), /^route\.endless /);
});

test('the same history gives the same marking, and says where it could not go on', () => {
  const desk = new Desk(both);
  const steps = ['a#1', 'b#2', 'c#3'].map((done) => ({ happened: { done }, facts: {} }));
  desk.done('a').done('b').done('c');

  assert.deepEqual(desk.engine.replay({ start: {}, steps }), desk.marking);
  assert.deepEqual(desk.engine.replay({ start: {}, steps: [...steps.slice(0, 2), ...steps] }), {
    code: 'route.not-open',
    element: 'a#1',
  });
});
