import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Route } from '../route.ts';
import { randomBlock } from '../testing/blocks.ts';
import { buildRoute } from '../testing/build-route.ts';
import { day, draw } from '../testing/draw.ts';
import { checkRoute, type Against } from './check-route.ts';

/** Problems in a few words: `code element`. */
function problems(route: Route, against: Partial<Against> = {}): readonly string[] {
  const found = checkRoute(route, { isCondition: (text) => /^[a-z]\w*$/.test(text), ...against });
  return found.map(({ code, element = '-' }) => `${code} ${element}`);
}

test('routes that are drawn in blocks are found sound, whatever the blocks are', () => {
  for (let seed = 0; seed < 400; seed += 1) {
    const route = buildRoute(randomBlock(seed, { size: 2 + (seed % 40), plain: false }));
    assert.deepEqual(problems(route), [], `seed ${seed}`);
  }
});

test('a parallel join behind a choice waits for ever', () => {
  const route = draw({ s: 'start', x: 'exclusive', a: 'user', b: 'user', j: 'parallel', e: 'end' }, [
    's x',
    'x a if:big',
    'x b else',
    'a j',
    'b j',
    'j e',
  ]);
  assert.deepEqual(problems(route), ['route.deadlock j']);
});

test('a branch of parallel work that ends by itself leaves the join waiting; one that ends everything does not', () => {
  const route = (ending: 'end' | 'terminate') =>
    draw({ s: 'start', f: 'parallel', a: 'user', x: 'exclusive', no: ending, b: 'user', j: 'parallel', e: 'end' }, [
      's f',
      'f a',
      'f b',
      'a x',
      'x no if:refused',
      'x j else',
      'b j',
      'j e',
    ]);
  assert.deepEqual(problems(route('end')), ['route.deadlock j']);
  assert.deepEqual(problems(route('terminate')), []);
});

test('parallel work that meets without a join would do the rest twice', () => {
  const route = draw({ s: 'start', f: 'parallel', a: 'user', b: 'user', c: 'user', e: 'end' }, [
    's f',
    'f a',
    'f b',
    'a c',
    'b c',
    'c e',
  ]);
  assert.deepEqual(problems(route), ['route.unsynchronised c']);
});

const round = (b: 'user' | 'timer') =>
  draw(
    {
      s: 'start',
      m: 'exclusive',
      f: 'parallel',
      a: 'user',
      b: b === 'user' ? b : { kind: b, on: 'a', interrupting: false },
      c: 'user',
      x: 'exclusive',
      e: 'end',
    },
    ['s m', 'm f', 'f a', ...(b === 'user' ? ['f b'] : []), 'b c', 'a x', 'x m if:again', 'x e else', 'c e'],
  );

test('work beside a circle would pile up; what a timer starts beside it may', () => {
  assert.deepEqual(problems(round('user')), ['route.unsynchronised f']);
  assert.deepEqual(problems(round('timer')), []);
});

test('ways that cross are sound where every join gets what it waits for', () => {
  const ways = (c: string) => ['s f', 'f a', 'f b', 'a g', 'g j1', `g ${c}`, 'b j1', 'j1 d', 'd j2', 'j2 e'];
  const nodes = {
    s: 'start',
    f: 'parallel',
    a: 'user',
    b: 'user',
    g: 'parallel',
    j1: 'parallel',
    j2: 'parallel',
  } as const;
  const route = draw({ ...nodes, c: 'user', d: 'user', e: 'end' }, [...ways('c'), 'c j2']);
  assert.deepEqual(problems(route), []);
});

test('an inclusive join is sound behind parallel work, a choice, or a choice of several', () => {
  for (const kind of ['parallel', 'exclusive', 'inclusive'] as const) {
    const isChoice = kind !== 'parallel';
    const route = draw({ s: 'start', f: kind, a: 'user', b: 'user', j: 'inclusive', c: 'user', e: 'end' }, [
      's f',
      `f a${isChoice ? ' if:big' : ''}`,
      `f b${isChoice ? ' else' : ''}`,
      'a j',
      'b j',
      'j c',
      'c e',
    ]);
    assert.deepEqual(problems(route), [], kind);
  }
});

test('what nobody can come to, and what nobody gets out of, is named', () => {
  const route = draw(
    { s: 'start', a: 'user', lost: 'user', x: 'exclusive', round: 'user', back: 'exclusive', e: 'end' },
    ['s a', 'a x', 'x e else', 'x back if:ill', 'back round', 'round back', 'lost e'],
  );
  assert.deepEqual(problems(route), ['route.unreachable lost', 'route.no-way-out round', 'route.no-way-out back']);
});

test('a task with no way on is none of the ends', () => {
  const route = draw({ s: 'start', f: 'parallel', a: 'user', b: 'user', e: 'end' }, ['s f', 'f a', 'f b', 'a e']);
  assert.deepEqual(problems(route), ['route.no-way-out b']);
});

test('a circle in which nobody does anything is refused', () => {
  const route = draw({ s: 'start', m: 'exclusive', x: 'exclusive', e: 'end' }, [
    's m',
    'm x',
    'x m if:again',
    'x e else',
  ]);
  assert.deepEqual(problems(route), ['route.empty-circle m']);
});

test('a route begins once, and nothing comes before its beginning or after its end', () => {
  const route = draw({ s: 'start', t: 'start', a: 'user', e: 'end' }, ['s a', 't a', 'a e', 'e a', 'a s']);
  assert.deepEqual(problems(route), [
    'route.one-start process',
    'route.flow-misplaced a-s',
    'route.flow-misplaced e-a',
  ]);
});

test('a sub-process is looked at as a route of its own', () => {
  const route = draw(
    {
      s: 'start',
      sub: 'subprocess',
      s2: { kind: 'start', parent: 'sub' },
      f: { kind: 'parallel', parent: 'sub' },
      a: { kind: 'user', parent: 'sub' },
      b: { kind: 'user', parent: 'sub' },
      c: { kind: 'user', parent: 'sub' },
      e2: { kind: 'end', parent: 'sub' },
      e: 'end',
    },
    ['s sub', 'sub e', 's2 f', 'f a', 'f b', 'a c', 'b c', 'c e2'],
  );
  assert.deepEqual(problems(route), ['route.unsynchronised c']);
});

test('a choice says when each way is taken, and which one otherwise', () => {
  const route = draw({ s: 'start', x: 'exclusive', a: 'user', b: 'user', e: 'end' }, [
    's x',
    'x a',
    'x b if:9',
    'a e',
    'b e',
  ]);
  assert.deepEqual(problems(route), [
    'route.condition-missing x-a',
    'route.default-missing x',
    'route.condition-unreadable x-b',
  ]);
});

test('a task that people do has a department and a time', () => {
  const nobody = { kind: 'user', department: undefined, budget: undefined } as const;
  const route = draw({ s: 'start', a: nobody as never, b: 'service', e: 'end' }, ['s a', 'a b', 'b e']);
  assert.deepEqual(problems(route), ['route.department-missing a', 'route.budget-missing a']);
});

test('the longest way through the budgets must fit what the item promises', () => {
  const task = (value: number) => ({ kind: 'user', budget: day(value) }) as const;
  const late = { kind: 'timer', on: 'b', interrupting: true, after: day(9) } as const;
  const route = draw(
    { s: 'start', f: 'parallel', a: task(5), b: task(3), late, j: 'parallel', m: 'exclusive', c: task(2), e: 'end' },
    ['s f', 'f a', 'f b', 'a j', 'b m', 'late m', 'm j', 'j c', 'c e'],
  );
  assert.deepEqual(problems(route, { promised: day(11) }), []);
  assert.deepEqual(problems(route, { promised: { value: 1, unit: 'month' } }), []);

  const [problem] = checkRoute(route, { isCondition: () => true, promised: day(10) });
  assert.deepEqual(problem, {
    code: 'route.too-long',
    element: 'process',
    detail: '11 > 10 workday: late → c',
  });
});
