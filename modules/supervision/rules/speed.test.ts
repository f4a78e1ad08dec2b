import { test } from 'node:test';
import { act, declared, happens, on, play, type Story, type Told } from '../testing.ts';

const day = '2026-11-23';
const MINUTE_MS = 60_000;
const moment = (minutes: number) => new Date(Date.parse(on(day, '09:00')) + minutes * MINUTE_MS).toISOString();

/** A decision that took so many minutes. */
const decided = (place: number, minutes: number, more: object): Told =>
  act('approved', moment(place * 20), {
    case: `case-${place}`,
    officer: 'one',
    acceptedAt: moment(place * 20 - minutes),
    receivedAt: moment(place * 20 - minutes - 1_000),
    ...more,
  });

test('F-03: cases of one agent are decided faster than nineteen of twenty, three times', () => {
  const story: Story = (ending) => [
    ...Array.from({ length: 60 }, (_, place) => decided(place, 600 + place, { applicant: `person-${place}` })),
    ...Array.from({ length: 3 }, (_, place) =>
      decided(60 + place, 5, {
        agent: ending === 'almost' && place === 2 ? 'agent-2' : 'agent-1',
        ...(ending === 'lawful' ? { automatic: true } : {}),
      }),
    ),
  ];
  play('F-03', story, { colour: 'yellow', facts: { fast: 3, n: 3 }, evidence: 3 });
});

test('F-03: of fifty-nine decisions nobody knows what is fast', () => {
  const story: Story = (ending) => [
    ...Array.from({ length: ending === 'almost' ? 57 : 60 }, (_, place) =>
      decided(place, 600, { applicant: `p-${place}` }),
    ),
    ...Array.from({ length: 3 }, (_, place) =>
      decided(60 + place, 5, { agent: 'agent-1', ...(ending === 'lawful' ? { immediate: true } : {}) }),
    ),
  ];
  play('F-03', story, { colour: 'yellow' });
});

test('F-04: an officer is fast for one agent and for hardly anybody else', () => {
  const story: Story = (ending) => [
    ...(ending === 'lawful'
      ? [declared('bulkWindow', [on(day, '08:00'), on('2026-12-01')], { officer: 'one', agent: 'agent-1' })]
      : []),
    ...Array.from({ length: 40 }, (_, place) => decided(place, 600 + place, { applicant: `person-${place}` })),
    ...Array.from({ length: ending === 'almost' ? 4 : 5 }, (_, place) => decided(40 + place, 30, { agent: 'agent-1' })),
  ];
  play('F-04', story, { colour: 'yellow', facts: { n: 5, fast: 5 }, evidence: 5 });
});

test('F-05: an approval in the evening', () => {
  const story: Story = (ending) => [
    ...(ending === 'lawful' ? [declared('overtime', [on(day, '18:30'), on(day, '21:00')], { officer: 'one' })] : []),
    act('approved', on(day, ending === 'almost' ? '18:59' : '19:00'), { officer: 'one' }),
    act('accepted', on(day, ending === 'almost' ? '18:59' : '20:00'), { officer: 'one' }),
  ];
  play('F-05', story, { colour: 'blue', facts: { day }, evidence: 1 });
});

test('F-05: an approval on a holiday', () => {
  // 2026-10-10 is a Saturday on which people work, 2026-10-01 a Thursday on which they do not.
  const at = (ending: string) => on(ending === 'almost' ? '2026-10-10' : '2026-10-01');
  const story: Story = (ending) => [
    act('approved', at(ending), { officer: 'one', ...(ending === 'lawful' ? { automatic: true } : {}) }),
  ];
  play('F-05', story, { colour: 'blue' });
});

test('F-05: ten acts within five minutes', () => {
  const story: Story = (ending) => [
    ...(ending === 'lawful' ? [declared('overtime', [on(day, '09:00'), on(day, '12:00')], { officer: 'one' })] : []),
    ...Array.from({ length: 10 }, (_, place) =>
      act('passed', `${day}T10:0${Math.floor(place / 2)}:${ending === 'almost' && place === 9 ? '59' : '00'}+08:00`, {
        case: `case-${place}`,
        officer: ending === 'almost' && place === 0 ? 'two' : 'one',
      }),
    ),
  ];
  play('F-05', story, { colour: 'yellow', facts: { count: 10 }, evidence: 10 });
});

test('F-06: what needs days is received and closed within ten minutes', () => {
  const story: Story = (ending) => [
    ...(ending === 'lawful' ? [declared('migration', [on(day, '09:00'), on(day, '18:00')], { unit: 'unit-1' })] : []),
    act('approved', on(day, ending === 'almost' ? '10:10' : '10:09'), { officer: 'one', receivedAt: on(day) }),
  ];
  play('F-06', story, { colour: 'yellow', facts: { why: 'atOnce', minutes: 9 } });
});

test('F-06: twenty cases of a unit are closed within ten minutes', () => {
  const story: Story = (ending) => [
    ...(ending === 'lawful' ? [declared('migration', [on(day, '09:00'), on(day, '18:00')], { unit: 'unit-1' })] : []),
    ...Array.from({ length: ending === 'almost' ? 19 : 20 }, (_, place) =>
      act('approved', `${day}T10:00:${String(place + 10)}+08:00`, {
        case: `case-${place}`,
        officer: `officer-${place % 4}`,
        receivedAt: on('2026-11-02'),
      }),
    ),
  ];
  play('F-06', story, { colour: 'yellow', facts: { why: 'bulk', count: 20 }, evidence: 20 });
});

test('F-06: a decision bears a date before its application', () => {
  const story: Story = (ending) => [
    ...(ending === 'lawful' ? [declared('migration', [on(day, '09:00'), on(day, '18:00')], { unit: 'unit-1' })] : []),
    happens('document', on(day), {
      receivedAt: on('2026-11-20'),
      dated: ending === 'almost' ? '2026-11-20' : '2026-11-19',
    }),
  ];
  play('F-06', story, { colour: 'yellow', facts: { why: 'dated' } });
});

test('F-07: a window calls two in an hour while five wait', () => {
  const story: Story = (ending) => [
    ...(ending === 'lawful' ? [declared('equipment', [on(day, '09:30'), on(day, '10:30')], { unit: 'unit-1' })] : []),
    happens('window', on(day), { window: '3', called: ending === 'almost' ? 3 : 2, waiting: 5 }),
  ];
  play('F-07', story, { colour: 'blue', facts: { called: 2, waiting: 5 } });
});
