import assert from 'node:assert/strict';
import { test } from 'node:test';
import { act, declared, findingsIn, happens, on, play, watched, type Story } from '../testing.ts';

const day = '2026-11-23';
const plan = ['acceptance', 'examination', 'decision'];

test('P-01: a case is approved that nobody examined', () => {
  const story: Story = (ending) => [
    act('submitted', on(day), { plan: ending === 'lawful' ? ['acceptance', 'decision'] : plan }),
    act('accepted', on(day, '11:00'), { officer: 'clerk' }),
    ...(ending === 'almost' ? [act('passed', on(day, '12:00'), { officer: 'examiner' })] : []),
    act('approved', on(day, '15:00'), { officer: 'approver', closes: true }),
  ];
  play('P-01', story, { colour: 'red', facts: { missing: 'examination' } });
});

test('P-01: an examination came before the acceptance', () => {
  const story: Story = (ending) => [
    act('submitted', on(day), { plan }),
    ...(ending === 'triggers' ? [] : [act(ending === 'lawful' ? 'deemedAccepted' : 'accepted', on(day, '11:00'))]),
    act('passed', on(day, '12:00')),
  ];
  play('P-01', story, { colour: 'red', facts: { missing: 'acceptance' } });
});

test('P-02: somebody was taken out of turn', () => {
  const story: Story = (ending) => [
    ...(ending === 'lawful'
      ? [declared('specialistAbsent', [on(day, '09:00'), on(day, '18:00')], { queue: 'q-1' })]
      : []),
    happens('passing', on(day), { why: ending === 'almost' ? 'lane' : 'out-of-turn', queue: 'q-1', index: 7 }),
  ];
  play('P-02', story, { colour: 'yellow', facts: { count: 1 } });
});

test('P-02: three times in a month is red, and what is declared afterwards explains nothing', () => {
  const days = ['2026-11-02', '2026-11-10', '2026-12-01'];
  const story: Story = (ending) => [
    ...days.map((each, index) =>
      happens('passing', on(each), { why: 'out-of-turn', queue: ending === 'lawful' ? `q-${index}` : 'q-1', index }),
    ),
    declared('specialistAbsent', [on('2026-12-02'), on('2026-12-03')], { queue: 'q-1' }),
  ];
  const reds = (ending: 'triggers' | 'almost' | 'lawful') =>
    ending === 'almost'
      ? story(ending).map((told, place) => (place === 0 ? { ...told, at: on('2026-10-30') } : told))
      : story(ending);
  playRed(reds);
});

/** Of findings in two colours only the red ones are counted. */
function playRed(story: Story): void {
  const findings = (ending: 'triggers' | 'almost' | 'lawful') =>
    findingsIn(watched(story(ending))).filter(({ rule, colour }) => rule === 'P-02' && colour === 'red');
  assert.equal(findings('triggers').length, 1);
  assert.equal(findings('triggers')[0]?.evidence.length, 3);
  assert.equal(findings('almost').length, 0);
  assert.equal(findings('lawful').length, 0);
}

test('P-03: a later notice asks for something new', () => {
  const story: Story = (ending) => [
    happens('supplementList', on(day), { items: ['lease', 'photo'] }),
    happens('supplementList', on('2026-11-30'), {
      items: ending === 'almost' ? ['photo'] : ['photo', 'floor plan'],
      ...(ending === 'lawful' ? { newFact: true } : {}),
    }),
  ];
  play('P-03', story, { colour: 'yellow', facts: { added: 1, notices: 2 }, evidence: 2 });
});

test('P-04: what was sent back is filed again within thirty days', () => {
  const applicant = { applicant: 'person-1' };
  const story: Story = (ending) => [
    act('submitted', on(day), applicant),
    act(ending === 'lawful' ? 'withdrawn' : 'notAccepted', on('2026-11-24'), {
      ...applicant,
      officer: 'clerk',
      closes: true,
    }),
    act('submitted', ending === 'almost' ? on('2026-12-24', '10:01') : on('2026-12-24'), {
      ...applicant,
      case: 'case-2',
    }),
  ];
  play('P-04', story, { colour: 'yellow', facts: { ended: 'notAccepted', days: 30 }, evidence: 2 });
});

test('P-05: one person accepts and decides', () => {
  const immediate = (ending: string) => (ending === 'lawful' ? { immediate: true } : {});
  const story: Story = (ending) => [
    act('accepted', on(day), { officer: 'one', ...immediate(ending) }),
    act('approved', on('2026-11-24'), { officer: ending === 'almost' ? 'two' : 'one', ...immediate(ending) }),
  ];
  play('P-05', story, { colour: 'red', evidence: 2 });
});
