import { test } from 'node:test';
import { act, declared, happens, on, play, type Story } from '../testing.ts';

const day = '2026-11-23';
const sketch = Array.from({ length: 40 }, (_, place) => place * 7);
/** Alike in so many of its forty places. */
const alike = (places: number) => sketch.map((value, place) => (place < places ? value : -place - 1));
const opinion = (place: number, more: object) =>
  happens('opinion', on(day), { case: `case-${place}`, officer: 'one', characters: 40, sketch, ...more });

test('C-01: an opinion of four characters', () => {
  const story: Story = (ending) => [
    opinion(1, {
      characters: ending === 'almost' ? 5 : 4,
      // What was published as a ready text is measured by nobody's length but its own.
      ...(ending === 'lawful' ? { ready: true, characters: 12 } : {}),
    }),
  ];
  play('C-01', story, { colour: 'blue', facts: { characters: 4 } });
});

test('C-01: nine of ten words the same in twenty cases', () => {
  const story: Story = (ending) =>
    Array.from({ length: 20 }, (_, place) =>
      opinion(ending === 'almost' && place === 19 ? 3 : place, {
        sketch: place === 0 ? sketch : alike(36),
        ...(ending === 'lawful' ? { ready: true } : {}),
      }),
    );
  play('C-01', story, { colour: 'blue', facts: { count: 20 }, evidence: 20 });
});

test('C-01: less than nine of ten is not the same', () => {
  const story: Story = (ending) =>
    Array.from({ length: 20 }, (_, place) =>
      opinion(place, {
        sketch: place === 0 ? sketch : alike(ending === 'almost' ? 35 : 36),
        officer: ending === 'lawful' && place % 2 === 0 ? 'two' : 'one',
      }),
    );
  play('C-01', story, { colour: 'blue' });
});

test('C-02: approved without a required material', () => {
  const story: Story = (ending) => [
    happens('materials', on(day), { missing: ending === 'almost' ? 0 : 1, promised: ending === 'lawful' ? 1 : 0 }),
  ];
  play('C-02', story, { colour: 'yellow', facts: { missing: 1 } });
});

test('C-02: the same file from two applicants', () => {
  const common = (ending: string) => (ending === 'lawful' ? { common: true } : {});
  const story: Story = (ending) => [
    happens('file', on(day), { digest: 'd', applicant: 'one', ...common(ending) }),
    happens('file', on(day), {
      case: 'case-2',
      digest: 'd',
      applicant: ending === 'almost' ? 'one' : 'two',
      ...common(ending),
    }),
  ];
  play('C-02', story, { colour: 'yellow', evidence: 2 });
});

test('C-03: a result document without its validity', () => {
  const story: Story = (ending) => [
    happens('result', on(day), {
      numbered: true,
      sealed: true,
      dated: ending === 'almost',
      ...(ending === 'lawful' ? { unlimited: true } : {}),
    }),
  ];
  play('C-03', story, { colour: 'yellow', facts: { lacks: 'validity' } });
});

test('D-01: an amount outside the benchmark', () => {
  const story: Story = (ending) => [
    happens('discretion', on(day), {
      value: ending === 'almost' ? 5_000 : 5_001,
      from: 1_000,
      to: 5_000,
      ...(ending === 'lawful' ? { collective: true } : {}),
    }),
  ];
  play('D-01', story, { colour: 'yellow', facts: { value: 5_001, to: 5_000 } });
});

/** So many outcomes of a handler, of which so many were granted. */
const outcomes = (officer: string, n: number, granted: number) =>
  Array.from({ length: n }, (_, place) =>
    happens('outcome', on(day), {
      case: `${officer}-${place}`,
      officer,
      situation: 'sole-trader',
      granted: place < granted,
      workdays: 5 + (place % 3),
    }),
  );

test('D-02: a handler grants far less often than the others', () => {
  // Of sixty others 54 were granted: 23 of 30 are 1.7 standard deviations away, 15 of 30 are 4.2.
  const story: Story = (ending) => [
    ...(ending === 'lawful'
      ? [declared('specialist', [on('2026-11-01'), on('2026-12-01')], { item: 'item-1', officer: 'one' })]
      : []),
    ...outcomes('two', 60, 54),
    ...outcomes('one', 30, ending === 'almost' ? 23 : 15),
  ];
  play('D-02', story, { colour: 'blue', facts: { n: 30, granted: 15, others: 60, othersGranted: 54 }, evidence: 30 });
});

test('D-02: twenty-nine decisions are too few to compare', () => {
  const story: Story = (ending) => [
    ...outcomes('two', 60, 54),
    ...outcomes('one', ending === 'triggers' ? 30 : 29, 10),
  ];
  play('D-02', story, { colour: 'blue' });
});

test('D-03: refused without an article', () => {
  const story: Story = (ending) => [
    act('denied', on(day), { closes: true }),
    happens('refusal', on(day), { articles: ending === 'almost' ? 1 : 0, conditions: ending === 'lawful' ? 1 : 0 }),
  ];
  play('D-03', story, { colour: 'red' });
});

test('M-01: charged otherwise than the standard', () => {
  const story: Story = (ending) => [
    happens('charge', on(day), {
      charged: ending === 'lawful' ? 500 : 1_001,
      standard: ending === 'almost' ? 1_001 : 1_000,
      through: 'platform',
      ...(ending === 'lawful' ? { reduced: 500 } : {}),
    }),
  ];
  play('M-01', story, { colour: 'red', facts: { charged: 1_001, standard: 1_000 } });
});

test('M-01: the right sum, but outside the platform', () => {
  const story: Story = (ending) => [
    happens('charge', on(day), {
      charged: ending === 'lawful' ? 0 : 1_000,
      standard: ending === 'lawful' ? 0 : 1_000,
      through: ending === 'almost' ? 'platform' : 'outside',
    }),
  ];
  play('M-01', story, { colour: 'red', facts: { through: 'outside' } });
});
