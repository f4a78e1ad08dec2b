import { test } from 'node:test';
import { act, declared, happens, on, play, type Story } from '../testing.ts';

const day = '2026-11-23';

test('F-01: an officer took work past somebody who had waited longer', () => {
  const story: Story = (ending) => [
    ...(ending === 'lawful'
      ? [declared('specialistAbsent', [on(day, '09:00'), on(day, '18:00')], { queue: 'q-1' })]
      : []),
    happens('passing', on(day), {
      why: ending === 'almost' ? 'held' : 'out-of-turn',
      queue: 'q-1',
      index: 7,
      officer: 'one',
    }),
  ];
  play('F-01', story, { colour: 'yellow', facts: { index: 7 } });
});

test('F-02: a priority without a verified credential', () => {
  const story: Story = (ending) => [
    happens('priority', on(day), {
      ground: 'soldier',
      verified: ending !== 'triggers',
      approvers: ['one', 'two'],
    }),
    act('accepted', on(day, '11:00'), { officer: ending === 'lawful' ? 'three' : 'four' }),
  ];
  play('F-02', story, { colour: 'red', facts: { why: 'unverified' } });
});

test('F-02: whoever signed a priority handles the case', () => {
  const story: Story = (ending) => [
    happens('priority', on(day), { ground: 'urgent', verified: true, approvers: ['one', 'two'] }),
    // To take it and give it back is not to handle it.
    ...(ending === 'almost'
      ? [act('taken', on(day), { officer: 'two' }), act('released', on(day), { officer: 'two' })]
      : []),
    act('accepted', on(day, '11:00'), { officer: ending === 'triggers' ? 'two' : 'three' }),
  ];
  play('F-02', story, { colour: 'red', facts: { why: 'ownApproval' }, evidence: 2 });
});

test('F-02: the public log shows a lane that no grant stands behind', () => {
  const story: Story = (ending) => [
    happens('finding', on(day), {
      rule: ending === 'triggers' ? 'M7' : ending === 'almost' ? 'M6' : 'M13',
      code: 'lane.without-grant',
      index: 4,
    }),
  ];
  play('F-02', story, { colour: 'red', facts: { why: 'lane.without-grant' } });
});

test('F-17: where the number is limited, a later application is accepted first', () => {
  const limited = { limited: true };
  const of = (name: string) => ({ ...limited, case: name });
  const story: Story = (ending) => [
    act('submitted', on(day, '09:00'), of('first')),
    act('submitted', on(day, '09:01'), of('second')),
    ...(ending === 'lawful' ? [act('supplementRequested', on(day), of('first'))] : []),
    act('accepted', on(day, '11:00'), of(ending === 'almost' ? 'first' : 'second')),
    ...(ending === 'almost' ? [act('accepted', on(day, '11:01'), of('second'))] : []),
  ];
  play('F-17', story, { colour: 'red', facts: { passed: 1 }, evidence: 3 });
});

test('F-17: whoever has brought what was missing has their place again', () => {
  const of = (name: string) => ({ limited: true, case: name });
  const story: Story = (ending) => [
    act('submitted', on(day, '09:00'), of('first')),
    act('submitted', on(day, '09:01'), of('second')),
    act('supplementRequested', on(day), of('first')),
    ...(ending === 'lawful' ? [] : [act('supplementSubmitted', on(day, '10:30'), of('first'))]),
    ...(ending === 'almost' ? [act('withdrawn', on(day, '10:40'), of('first'))] : []),
    act('accepted', on(day, '11:00'), of('second')),
  ];
  play('F-17', story, { colour: 'red' });
});

test('F-14: an officer decides on somebody of their own household', () => {
  const story: Story = (ending) => [
    happens('relation', on(day), { officer: 'one', kind: 'household', declared: ending === 'lawful' }),
    ...(ending === 'lawful' ? [act('released', on(day), { officer: 'one' })] : []),
    ...(ending === 'almost' ? [act('taken', on(day), { officer: 'one' })] : []),
    act('approved', on(day, '11:00'), { officer: ending === 'triggers' ? 'one' : 'two' }),
  ];
  play('F-14', story, { colour: 'red', facts: { kind: 'household', declared: 'no' }, evidence: 2 });
});

test('F-18: somebody looks who does not work on the case', () => {
  const story: Story = (ending) => [
    act('taken', on(day, '09:00'), { officer: ending === 'almost' ? 'two' : 'one' }),
    happens('access', on(day), {
      officer: 'two',
      purpose: ending === 'lawful' ? 'desk.purpose.process' : 'desk.purpose.examination',
    }),
  ];
  play('F-18', story, { colour: 'yellow' });
});

test('F-18: a colleague who got the case from hand to hand may look, one of another unit may not', () => {
  const story: Story = (ending) => [
    act('taken', on(day, '09:00'), { officer: 'one' }),
    ...(ending === 'almost' ? [act('taken', on(day, '09:10'), { officer: 'two' })] : []),
    act('handedOver', on(day, '09:30'), { officer: 'one' }),
    happens('access', on(day), {
      officer: 'two',
      unit: ending === 'lawful' ? 'unit-1' : 'unit-2',
      purpose: 'desk.purpose.decision',
    }),
  ];
  play('F-18', story, { colour: 'yellow' });
});

test('F-19: a case is acted on after it was closed', () => {
  const story: Story = (ending) => [
    act('denied', on(day), { closes: ending !== 'almost' }),
    act(ending === 'lawful' ? 'recordLost' : 'approved', on(day, '11:00')),
  ];
  play('F-19', story, { colour: 'red', facts: { why: 'afterClosing', act: 'approved' }, evidence: 2 });
});

test('F-19: the times of a case run backwards', () => {
  const story: Story = (ending) => [
    act('accepted', `${day}T10:00:10+08:00`),
    act(ending === 'lawful' ? 'recordSettled' : 'passed', `${day}T10:00:0${ending === 'almost' ? 5 : 4}+08:00`),
  ];
  play('F-19', story, { colour: 'red', facts: { why: 'behind', seconds: 6 } });
});
