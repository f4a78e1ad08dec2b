import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day, draw } from '../testing/draw.ts';
import { Desk, words } from '../testing/desk.ts';

const late = (interrupting: boolean) =>
  draw(
    {
      s: 'start',
      a: 'user',
      t: { kind: 'timer', on: 'a', interrupting, after: day(5) },
      b: 'user',
      c: 'user',
      e: 'end',
    },
    ['s a', 'a b', 't c', 'b e', 'c e'],
  );

test('a timer that interrupts takes the task away; done in time, the task takes the timer away', () => {
  const desk = new Desk(late(true));
  assert.deepEqual(desk.last.opened[1], { kind: 'timer', instance: 'a#1', element: 't', dueAfter: day(5) });

  const over = new Desk(late(true)).due('t', 'a');
  assert.deepEqual([over.open, words(over.last.closed)], [['c'], ['task a', 'timer t']]);

  assert.deepEqual([desk.done('a').open, words(desk.last.closed)], [['b'], ['task a', 'timer t']]);
  assert.equal(desk.refused({ due: 't', instance: 'a#1' }), 'route.not-open t');
});

test('a timer that does not interrupt is due once, and the task goes on beside what it starts', () => {
  const desk = new Desk(late(false)).due('t', 'a');
  assert.deepEqual([desk.open, words(desk.last.closed)], [['a', 'c'], ['timer t']]);
  assert.equal(desk.refused({ due: 't', instance: 'a#1' }), 'route.not-open t');

  assert.deepEqual(desk.done('c').done('a').open, ['b']);
});

const scoped = (ending: 'end' | 'terminate') =>
  draw(
    {
      s: 'start',
      sub: 'subprocess',
      s2: { kind: 'start', parent: 'sub' },
      f: { kind: 'parallel', parent: 'sub' },
      a: { kind: 'user', parent: 'sub' },
      b: { kind: 'user', parent: 'sub' },
      e2: { kind: ending, parent: 'sub' },
      e3: { kind: 'end', parent: 'sub' },
      late: { kind: 'timer', on: 'sub', interrupting: true },
      c: 'user',
      e: 'end',
    },
    ['s sub', 's2 f', 'f a', 'f b', 'a e2', 'b e3', 'sub c', 'late e', 'c e'],
  );

test('a sub-process goes on when everything in it has ended, or when something ends it', () => {
  const desk = new Desk(scoped('end')).done('a');
  assert.deepEqual(desk.open, ['b']);
  assert.deepEqual(desk.done('b').open, ['c']);

  const ended = new Desk(scoped('terminate')).done('a');
  assert.deepEqual([ended.open, words(ended.last.closed)], [['c'], ['task a', 'task b', 'timer late']]);
});

test('a timer at the edge of a sub-process takes everything in it away', () => {
  const desk = new Desk(scoped('end'));
  assert.deepEqual(words(desk.due('late', 'sub').last.closed), ['timer late', 'task a', 'task b']);
  assert.equal(desk.state, 'ended');
});

test('a terminate end takes away everything that is open, and what waits', () => {
  const route = draw(
    { s: 'start', f: 'parallel', a: 'user', b: 'user', c: 'user', j: 'parallel', x: 'terminate', e: 'end' },
    ['s f', 'f a', 'f b', 'f c', 'a j', 'b j', 'j e', 'c x'],
  );
  const desk = new Desk(route).done('a').done('c');
  assert.deepEqual([desk.state, words(desk.last.closed)], ['ended', ['task c', 'task b']]);
});
