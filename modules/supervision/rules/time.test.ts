import { test } from 'node:test';
import { act, declared, happens, on, play, rung, type Story } from '../testing.ts';

const [mon, fri, next] = ['2026-11-23', '2026-11-27', '2026-11-30'];
const midnight = (day: string) => on(day, '00:00');
const special = (plannedEnd: string, more: object = {}) => ({ n: 1, special: { id: 's-1', plannedEnd, ...more } });

test('T-01: the last day for accepting has come', () => {
  // Answered a minute before the moment, or after it; or stopped by asking for what is missing.
  const story: Story = (ending) => [
    act('submitted', on(mon)),
    ...(ending === 'almost' ? [act('accepted', on('2026-11-26', '23:59'))] : []),
    ...(ending === 'lawful' ? [act('supplementRequested', on('2026-11-25'))] : []),
    ...(ending === 'triggers' ? [act('accepted', on(fri, '00:01'))] : []),
    rung('acceptance', 'warn', { at: midnight(fri) }),
  ];
  play('T-01', story, { colour: 'blue', facts: { clock: 'acceptance' } });
});

test('T-02: nobody answered, and the law takes the case as accepted', () => {
  const story: Story = (ending) => [
    act('submitted', on(mon)),
    ...(ending === 'almost' ? [act('notAccepted', on(next, '23:59'))] : []),
    ...(ending === 'lawful' ? [act('supplementRequested', on(fri))] : []),
    rung('acceptance', 'deemed', { at: midnight('2026-12-01') }),
  ];
  play('T-02', story, { colour: 'red' });
});

test('T-02: what is handed in starts the clock anew', () => {
  const story: Story = (ending) => [
    act('submitted', on(mon)),
    act('supplementRequested', on('2026-11-24')),
    ...(ending === 'lawful' ? [] : [act('supplementSubmitted', on(fri))]),
    ...(ending === 'almost' ? [act('accepted', on('2026-12-04'))] : []),
    rung('acceptance', 'deemed', { at: midnight('2026-12-05') }),
  ];
  play('T-02', story, { colour: 'red' });
});

/** Promised and statutory time: decided before, longer time given, or standing still. */
const decision = (clock: string, name: string): Story => {
  const at = midnight('2026-12-22');
  return (ending) => [
    act('accepted', on(mon)),
    ...(ending === 'almost' ? [act('approved', on('2026-12-21', '23:59'))] : []),
    ...(ending === 'lawful' ? [act('specialBegun', on('2026-12-20'), special('2026-12-30'))] : []),
    rung(clock, name, { at }),
  ];
};

test('T-03: most of the promised time is over', () => play('T-03', decision('promised', 'warn'), { colour: 'blue' }));
test('T-05: the promised time is over', () => play('T-05', decision('promised', 'due'), { colour: 'yellow' }));
test('T-05: it has been over for days', () => play('T-05', decision('promised', 'late'), { colour: 'red' }));
test('T-06: the time of the law is over', () => play('T-06', decision('statutory', 'late'), { colour: 'red' }));

test('T-06: more time was given, but not that much', () => {
  const story: Story = (ending) => [
    happens('extension', on('2026-12-18'), { until: ending === 'lawful' ? '2027-01-06' : '2026-12-21' }),
    ...(ending === 'almost' ? [act('denied', on('2026-12-21', '18:00'))] : []),
    rung('statutory', 'late', { at: midnight('2026-12-22') }),
  ];
  play('T-06', story, { colour: 'red' });
});

test('T-05: a special procedure that has ended explains nothing that comes later', () => {
  const story: Story = (ending) => [
    act('specialBegun', on('2026-12-01'), special('2026-12-10')),
    ...(ending === 'lawful' ? [] : [act('specialEnded', on('2026-12-08'), special('2026-12-10'))]),
    ...(ending === 'almost' ? [act('withdrawn', on('2026-12-09'))] : []),
    rung('promised', 'due', { at: midnight('2026-12-22') }),
  ];
  play('T-05', story, { colour: 'yellow' });
});

test('T-04: a stage took longer than its time, whatever other stages do', () => {
  const story: Story = (ending) => [
    act('passed', on(mon), { n: 2 }),
    ...(ending === 'almost' ? [act('passed', on('2026-11-26'), { n: 1 })] : []),
    ...(ending === 'lawful' ? [act('specialBegun', on('2026-11-24'), special('2026-12-10'))] : []),
    rung('task', 'due', { at: midnight(fri), n: 1, stage: 'examination' }),
  ];
  play('T-04', story, { colour: 'yellow' });
});

test('T-07: a special procedure goes on beyond the day that was told', () => {
  const story: Story = (ending) => [
    act('specialBegun', on(mon), special(fri)),
    act(
      'specialEnded',
      ending === 'almost' ? on(fri, '23:59') : midnight('2026-11-28'),
      special(fri, ending === 'lawful' ? { thirdParty: true } : {}),
    ),
  ];
  play('T-07', story, { colour: 'yellow', facts: { days: 1 } });
});

test('T-07: a case has one special procedure after the other', () => {
  const story: Story = (ending) =>
    ['2026-11-24', '2026-11-25', '2026-11-26']
      .filter((_, place) => ending !== 'almost' || place < 2)
      .map((day, place) =>
        act('specialBegun', on(day), {
          special: { id: `s-${place}`, plannedEnd: '2026-12-30' },
          ...(ending === 'lawful' ? { case: `case-${place}` } : {}),
        }),
      );
  play('T-07', story, { colour: 'yellow', facts: { count: 3 }, evidence: 3 });
});

test('T-08: what was granted has not been handed over', () => {
  const story: Story = (ending) => [
    act('approved', on(mon)),
    ...(ending === 'lawful' ? [declared('collectLater', [on(fri), on('2027-01-15')], { case: 'case-1' })] : []),
    ...(ending === 'almost' ? [act('delivered', on('2026-12-07', '17:00'))] : []),
    rung('delivery', 'due', { at: midnight('2026-12-08') }),
  ];
  play('T-08', story, { colour: 'yellow' });
});

/** What is owed an answer: answered before the moment, or waiting for whoever asked. */
const answer = (to: string): Story => {
  const id = 'answer-1';
  return (ending) =>
    [
      ...(ending === 'almost' ? [happens('answer', on(fri, '17:59'), { id, to, step: 'answered' })] : []),
      ...(ending === 'lawful'
        ? [happens('answer', on('2026-11-25'), { id, to, step: to === 'rating' ? 'excluded' : 'waits' })]
        : []),
      ...(ending === 'triggers' ? [happens('answer', midnight('2026-11-28'), { id, to, step: 'answered' })] : []),
      rung('answer', 'due', { at: midnight('2026-11-28'), to }),
    ].slice(ending === 'triggers' ? 1 : 0);
};

test('T-09: a question has not been answered', () => play('T-09', answer('consultation'), { colour: 'yellow' }));
test('T-09: a complaint has not been answered', () => play('T-09', answer('complaint'), { colour: 'yellow' }));
test('M-02: money has not come back', () => play('M-02', answer('refund'), { colour: 'blue' }));
test('E-01: a bad rating has not been answered', () => play('E-01', answer('rating'), { colour: 'yellow' }));
