import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Stage } from '#queue';
import { allowedActs, decide, evolve, isClosed, lifecycle, type CaseState, type Command } from './lifecycle.ts';

const plan: readonly Stage[] = ['acceptance', 'examination', 'decision', 'delivery'];
const filed: CaseState = { status: 'submitted', plan, n: 0, supplementAsked: false };

/** Plays commands in order; each must be allowed. */
function play(state: CaseState, ...commands: readonly Command[]): CaseState {
  return commands.reduce((at, command) => {
    const transition = decide(at, command);
    if (typeof transition === 'string') assert.fail(`${command} in ${at.status}: ${transition}`);
    return evolve(at, transition);
  }, state);
}

test('a case goes from filing through a supplement to delivery', () => {
  const accepted = play(filed, 'take', 'request-supplement', 'answer-supplement', 'take', 'accept');
  assert.deepEqual([accepted.status, accepted.n], ['accepted', 1]);
  const examined = play(accepted, 'take', 'pass');
  assert.deepEqual([examined.status, examined.n], ['inReview', 2]);
  const granted = play(examined, 'take', 'grant');
  assert.equal(granted.status, 'delivering');
  assert.equal(play(granted, 'take', 'deliver').status, 'delivered');
});

test('a grant closes a case whose item has no delivery stage', () => {
  const short: CaseState = { ...filed, plan: ['acceptance', 'decision'] };
  assert.equal(play(short, 'take', 'accept', 'take', 'grant').status, 'approved');
});

test('nobody is asked for a supplement twice', () => {
  const answered = play(filed, 'take', 'request-supplement', 'answer-supplement', 'take');
  assert.equal(decide(answered, 'request-supplement'), 'cases.supplement-asked-before');
});

test('an act belongs to its stage: an examiner cannot decide, a clerk cannot examine', () => {
  const examining = play(filed, 'take', 'accept', 'take');
  assert.equal(decide(examining, 'grant'), 'cases.not-this-stage');
  assert.equal(decide(filed, 'pass'), 'cases.not-now');
  assert.deepEqual(allowedActs(examining), ['pass', 'release']);
});

test('in every history nothing happens after closure, and the stages only go forward', () => {
  const commands = Object.keys(lifecycle) as readonly Command[];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...commands), { maxLength: 40 }), (history) => {
      let state = filed;
      for (const command of history) {
        const transition = decide(state, command);
        if (typeof transition === 'string') continue;
        assert.ok(!isClosed(state.status), `${command} after ${state.status}`);
        const next = evolve(state, transition);
        assert.ok(next.n === state.n || next.n === state.n + 1);
        state = next;
      }
    }),
  );
});

test('every transition names the law it rests on, or says that it is our promise', () => {
  for (const { binding } of Object.values(lifecycle))
    assert.ok(binding === 'promise' || /^行政许可法 \d+/.test(binding.law));
});
