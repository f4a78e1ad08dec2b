import { test } from 'node:test';
import { act, declared, happens, on, play, rung, type Story } from '../testing.ts';

const day = '2026-11-23';

test('F-08: sent back twice before acceptance', () => {
  const story: Story = (ending) => [
    happens('returned', on('2026-11-20'), { how: 'preReview', ...(ending === 'lawful' ? { asked: true } : {}) }),
    ...(ending === 'almost' ? [] : [happens('returned', on(day), { how: 'preReview' })]),
  ];
  play('F-08', story, { colour: 'yellow', facts: { count: 2 }, evidence: 2 });
});

test('F-08: a unit accepts on the last day again and again', () => {
  // Sixteen of twenty; fifteen would be less than eighty in a hundred. Where a supplement was asked for, the clock stood.
  const late = (ending: string) => (ending === 'triggers' ? 16 : 15);
  const story: Story = (ending) =>
    Array.from({ length: ending === 'lawful' ? 19 : 20 }, (_, place) => [
      ...(place < late(ending) ? [rung('acceptance', 'warn', { at: on(day, '00:00'), case: `case-${place}` })] : []),
      act('accepted', on(day), { case: `case-${place}`, officer: 'one' }),
    ]).flat();
  play('F-08', story, { colour: 'yellow', facts: { why: 'lastDay', late: 16, n: 20 }, evidence: 16 });
});

test('F-09: a demand that no notice lists', () => {
  const story: Story = (ending) => [
    happens('supplementList', on(day), { items: ['lease'] }),
    ...(ending === 'almost' ? [happens('supplementList', on('2026-11-24'), { items: ['lease'] })] : []),
    happens('demand', on('2026-11-25'), { listed: ending !== 'triggers' }),
  ];
  play('F-09', story, { colour: 'yellow', facts: { why: 'unlisted' } });
});

test('F-09: notice after notice', () => {
  const story: Story = (ending) => [
    happens('supplementList', on(day), { items: ['lease'] }),
    happens('supplementList', on('2026-11-24'), {
      items: ending === 'almost' ? ['lease'] : ['plan'],
      ...(ending === 'lawful' ? { newFact: true } : {}),
    }),
  ];
  play('F-09', story, { colour: 'yellow', facts: { why: 'added', added: 1 }, evidence: 2 });
});

test('F-10: a special procedure begins with a day left', () => {
  const special = (left: number) => ({ special: { id: 's', plannedEnd: '2026-12-20', leftWorkdays: left } });
  const story: Story = (ending) => [
    act('specialBegun', on(day), special(ending === 'triggers' ? 1 : ending === 'almost' ? 2 : 9)),
  ];
  play('F-10', story, { colour: 'yellow', facts: { why: 'lastMoment', left: 1 } });
});

test('F-10: it begins when most of the time is over, as far as the clock has said', () => {
  const story: Story = (ending) => [
    ...(ending === 'almost' ? [] : [rung('promised', 'warn', { at: on(day, '00:00') })]),
    act('specialBegun', on(day), {
      special: { id: 's', plannedEnd: '2026-12-20', ...(ending === 'lawful' ? { leftWorkdays: 3 } : {}) },
    }),
  ];
  play('F-10', story, { colour: 'yellow', evidence: 2 });
});

test('F-10: it lasts longer than the applicant was told', () => {
  const special = (more: object) => ({ special: { id: 's', plannedEnd: '2026-12-01', leftWorkdays: 9, ...more } });
  const story: Story = (ending) => [
    act('specialBegun', on(day), special({})),
    act(
      'specialEnded',
      on(ending === 'almost' ? '2026-12-01' : '2026-12-02'),
      special(ending === 'lawful' ? { thirdParty: true } : {}),
    ),
  ];
  play('F-10', story, { colour: 'yellow', facts: { why: 'longer', days: 1 } });
});

test('F-11: a case ends and the same one is filed again', () => {
  const applicant = { applicant: 'person-1' };
  const story: Story = (ending) => [
    act('withdrawn', on(day), { ...applicant, officer: 'one', closes: true }),
    act('submitted', ending === 'almost' ? on('2026-12-23', '10:01') : on('2026-11-30'), {
      ...applicant,
      case: 'case-2',
      ...(ending === 'lawful' ? { item: 'item-2' } : {}),
    }),
  ];
  play('F-11', story, { colour: 'yellow', facts: { ended: 'withdrawn', days: 7 }, evidence: 2 });
});

test('F-12: one window asks for more than all others', () => {
  const asked = (window: string, treatment: string, place: number) =>
    happens('standard', on(day, '11:00'), { case: `${window}-${place}`, situation: 'sole', window, treatment });
  const story: Story = (ending) => [
    ...Array.from({ length: 20 }, (_, place) => asked('1', place < 4 ? 'more' : 'usual', place)),
    ...(ending === 'lawful' ? [declared('legalChange', [on(day, '11:00'), on('2027-01-01')], { item: 'item-1' })] : []),
    ...Array.from({ length: ending === 'almost' ? 2 : 3 }, (_, place) => asked('2', 'more', place)),
  ];
  play('F-12', story, { colour: 'yellow', facts: { window: '2', repeats: 3, percent: 80 }, evidence: 3 });
});

test('F-13: more was charged than the standard', () => {
  const story: Story = (ending) => [
    happens('charge', on(day), {
      charged: ending === 'triggers' ? 1_001 : ending === 'almost' ? 1_000 : 600,
      standard: 1_000,
      through: 'platform',
      ...(ending === 'lawful' ? { reduced: 400 } : {}),
    }),
  ];
  play('F-13', story, { colour: 'red', facts: { why: 'excess', excess: 1 } });
});

test('F-13: a complaint in the words that are used for it', () => {
  const story: Story = (ending) => [
    happens('complaint', on(day), { words: ending === 'triggers' ? ['加急费'] : [] }),
    ...(ending === 'lawful' ? [happens('charge', on(day), { charged: 500, standard: 500, through: 'platform' })] : []),
  ];
  play('F-13', story, { colour: 'red', facts: { why: 'words', words: '加急费' } });
});

test('F-15: one account in two places', () => {
  const login = (at: string, device: string, place: string) => happens('login', at, { officer: 'one', device, place });
  const story: Story = (ending) => [
    login(on(day, '10:00'), 'a', 'hall'),
    // Long enough to have walked over; or the same machine, carried.
    login(on(day, ending === 'almost' ? '10:30' : '10:29'), ending === 'lawful' ? 'a' : 'b', 'county'),
  ];
  play('F-15', story, { colour: 'red', facts: { why: 'twoPlaces', minutes: 29 }, evidence: 2 });
});

test('F-15: approved on the device on which another account has just accepted', () => {
  const on2 = (seconds: number, officer: string, kind: string) =>
    happens('device', `${day}T10:00:${String(seconds).padStart(2, '0')}+08:00`, { officer, device: 'a', act: kind });
  const story: Story = (ending) => [
    on2(0, 'one', 'accepted'),
    on2(ending === 'almost' ? 30 : 29, ending === 'lawful' ? 'one' : 'two', 'approved'),
  ];
  play('F-15', story, { colour: 'red', facts: { why: 'oneDevice', seconds: 29 }, evidence: 2 });
});

const rating = (place: number, seconds: number, more: object) =>
  happens('rating', `2026-11-23T10:${String(place).padStart(2, '0')}:${String(seconds).padStart(2, '0')}+08:00`, {
    case: `case-${place}`,
    level: 5,
    network: 'outside',
    closedAt: `2026-11-23T10:${String(place).padStart(2, '0')}:00+08:00`,
    ...more,
  });

test('F-16: a rating from the network of the staff', () => {
  const story: Story = (ending) => [
    happens('rating', on('2026-11-25'), {
      level: 5,
      closedAt: on(day),
      network: ending === 'almost' ? 'outside' : 'staff',
      ...(ending === 'lawful' ? { kiosk: true } : {}),
    }),
  ];
  play('F-16', story, { colour: 'yellow', facts: { why: 'staff' } });
});

test('F-16: five ratings within a minute of closing', () => {
  const story: Story = (ending) =>
    Array.from({ length: 5 }, (_, place) =>
      rating(place, ending === 'almost' && place === 4 ? 60 : 59, ending === 'lawful' ? { kiosk: true } : {}),
    ).map((told, place) => (ending === 'almost' && place === 4 ? { ...told, at: '2026-11-23T10:05:00+08:00' } : told));
  play('F-16', story, { colour: 'yellow', facts: { why: 'burst', count: 5 }, evidence: 5 });
});

const booking = (at: string, slot: string, step: string) => happens('booking', at, { device: 'a', slot, step });
const team = (ending: string) =>
  ending === 'lawful' ? [declared('proxyTeam', [on('2026-11-01'), on('2026-12-31')], { device: 'a' })] : [];

test('F-20: one device books five places in a day', () => {
  const story: Story = (ending) => [
    ...team(ending),
    ...Array.from({ length: ending === 'almost' ? 4 : 5 }, (_, place) =>
      booking(on(day, `1${place}:00`), `slot-${place}`, 'booked'),
    ),
  ];
  play('F-20', story, { colour: 'yellow', facts: { why: 'many', count: 5 }, evidence: 5 });
});

test('F-20: a place is given back and booked again at once', () => {
  const story: Story = (ending) => [
    ...team(ending),
    booking(on(day, '10:00'), 'slot', 'cancelled'),
    booking(`${day}T10:0${ending === 'almost' ? '1:00' : '0:59'}+08:00`, 'slot', 'booked'),
  ];
  play('F-20', story, { colour: 'yellow', facts: { why: 'rebooked' }, evidence: 2 });
});
