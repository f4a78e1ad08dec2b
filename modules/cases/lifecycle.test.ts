import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Stage } from '#queue';
import { allowedActs, decide, evolve, isClosed, lifecycle, type CaseState, type Command } from './lifecycle.ts';

const filed: CaseState = { status: 'submitted', delivers: true, supplementAsked: false };

/** The stage of the task on which a command is given. */
function stageOf(command: Command): Stage | undefined {
  const transition = lifecycle[command];
  return 'stage' in transition ? transition.stage : undefined;
}

/** Plays commands in order, each at its stage; each must be allowed. */
function play(state: CaseState, ...commands: readonly Command[]): CaseState {
  return commands.reduce((at, command) => {
    const transition = decide(at, command, stageOf(command));
    if (typeof transition === 'string') assert.fail(`${command} in ${at.status}: ${transition}`);
    return evolve(at, transition);
  }, state);
}

test('a case goes from filing through a supplement to delivery', () => {
  const accepted = play(filed, 'take', 'request-supplement', 'answer-supplement', 'take', 'accept');
  assert.equal(accepted.status, 'accepted');
  const examined = play(accepted, 'take', 'pass');
  assert.equal(examined.status, 'inReview');
  const granted = play(examined, 'take', 'grant');
  assert.equal(granted.status, 'delivering');
  assert.equal(play(granted, 'take', 'deliver').status, 'delivered');
});

test('a grant closes a case whose item has no delivery stage', () => {
  assert.equal(play({ ...filed, delivers: false }, 'take', 'accept', 'take', 'grant').status, 'approved');
});

test('nobody is asked for a supplement twice', () => {
  const answered = play(filed, 'take', 'request-supplement', 'answer-supplement', 'take');
  assert.equal(decide(answered, 'request-supplement', 'acceptance'), 'cases.supplement-asked-before');
});

test('an act belongs to its stage: an examiner cannot decide, a clerk cannot examine', () => {
  const examining = play(filed, 'take', 'accept', 'take');
  assert.equal(decide(examining, 'grant', 'examination'), 'cases.not-this-stage');
  assert.equal(decide(filed, 'pass', 'acceptance'), 'cases.not-now');
  assert.deepEqual(allowedActs(examining, 'examination'), ['pass', 'hand-over', 'release']);
  assert.deepEqual(allowedActs(examining, 'decision'), ['grant', 'deny', 'hand-over', 'release']);
});

test('silence is consent only while a case is under review', () => {
  assert.equal(play(filed, 'take', 'accept', 'consent').status, 'inReview');
  assert.equal(decide(filed, 'consent', 'examination'), 'cases.not-now');
});

test('in every history nothing happens after closure', () => {
  const commands = Object.keys(lifecycle) as readonly Command[];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...commands), { maxLength: 40 }), (history) => {
      let state = filed;
      for (const command of history) {
        const transition = decide(state, command, stageOf(command));
        if (typeof transition === 'string') continue;
        assert.ok(!isClosed(state.status), `${command} after ${state.status}`);
        state = evolve(state, transition);
      }
    }),
  );
});

test('every transition names the law it rests on, or says that it is our promise', () => {
  for (const { binding } of Object.values(lifecycle))
    assert.ok(binding === 'promise' || /^行政许可法 \d+/.test(binding.law));
});
