import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EventLeaf } from '#audit';
import type { CaseState } from '../lifecycle.ts';
import { atStage, replay } from './replay.ts';

const filed: CaseState = { status: 'submitted', delivers: true, supplementAsked: false };
const short: CaseState = { ...filed, delivers: false };

type Fields = Partial<EventLeaf> & { readonly k: EventLeaf['k'] };

/** Leaves of one case from index 10 on. */
const leaves = (...fields: readonly Fields[]) =>
  fields.map((leaf, at) => ({
    index: BigInt(10 + at),
    leaf: { ts: 1_795_000_000 + at, ref: 5, prev: 9 + at, n: 0, ...leaf } as EventLeaf,
  }));
const status = (state: CaseState, ...fields: readonly Fields[]) => replay(state, leaves(...fields)).state.status;
const kinds = (state: CaseState, ...fields: readonly Fields[]) =>
  replay(state, leaves(...fields)).acts.map(({ kind }) => kind);

test('what the ledger tells becomes what the lifecycle would have made of it', () => {
  const accepted = [{ k: 'take' }, { k: 'accept' }, { k: 'ready', n: 1 }] as const;
  assert.deepEqual(kinds(filed, ...accepted), ['taken', 'accepted']);
  assert.equal(status(filed, ...accepted), 'accepted');
  const passed = [...accepted, { k: 'take' }, { k: 'pass', n: 1 }, { k: 'ready', n: 2 }, { k: 'take' }] as const;
  assert.deepEqual(kinds(filed, ...passed).slice(2), ['taken', 'passed', 'taken']);
  assert.equal(status(filed, ...passed, { k: 'decide' }, { k: 'ready', n: 3 }), 'delivering');
  assert.equal(status(filed, ...passed, { k: 'decide' }), 'denied');
});

test('a decision of an item without delivery is not guessed', () => {
  const decided = leaves({ k: 'take' }, { k: 'accept' }, { k: 'ready', n: 1 }, { k: 'take' }, { k: 'decide' });
  const { state, acts, undecided } = replay(short, decided);
  assert.deepEqual([state.status, acts.at(-1)?.kind, undecided], ['inReview', 'taken', 14n]);
});

test('a grant and a hold of a lost record move nothing; what was settled since is followed', () => {
  const lost = { k: 'hold', reason: 'record-lost' } as const;
  const found = { k: 'resume', reason: 'record-lost' } as const;
  const asked: CaseState = { ...filed, status: 'supplementRequested', supplementAsked: true };
  assert.deepEqual(kinds(filed, { k: 'grant' }, lost, found), ['priorityGranted', 'recordLost', 'recordSettled']);
  assert.equal(status(filed, lost, found, { k: 'take' }, { k: 'accept' }, { k: 'ready', n: 1 }), 'accepted');
  assert.equal(status(asked, found), 'submitted');
  const again = replay({ ...filed, status: 'supplementSubmitted' }, leaves(found, { k: 'hold', reason: 'supplement' }));
  assert.deepEqual([again.state.status, again.acts.length], ['supplementRequested', 1]);
});

test('silence that was consent, and a task that was needed no more, are told as such', () => {
  const accepted = [{ k: 'take' }, { k: 'accept' }, { k: 'ready', n: 1 }, { k: 'ready', n: 2 }] as const;
  const rest = [
    { k: 'pass', n: 2, by: 'law' },
    { k: 'pass', n: 1, by: 'route' },
  ] as const;
  assert.deepEqual(kinds(filed, ...accepted, ...rest), ['taken', 'accepted', 'consented', 'dropped']);
  assert.deepEqual(
    replay(filed, leaves(...accepted, ...rest)).acts.map(({ n }) => n),
    [0, 0, 2, 1],
  );
});

test('the ledger is right about the stage, whatever came of the replay', () => {
  assert.equal(atStage(filed, 'acceptance'), filed);
  assert.equal(atStage(filed, 'examination').status, 'accepted');
  assert.equal(atStage(filed, 'delivery').status, 'delivering');
  assert.equal(atStage({ ...filed, status: 'denied' }, 'decision').status, 'accepted');
});

test('what the platform decided is always a grant, and what it left to people waits for them', () => {
  const decided = leaves({ k: 'accept' }, { k: 'decide', n: 1 });
  const granted = replay(short, decided, new Set([0, 1]));
  assert.deepEqual([granted.state.status, granted.undecided], ['approved', undefined]);
  assert.equal(replay(short, decided).undecided, 11n);
  assert.equal(status(short, { k: 'transfer' }), 'submitted');
  assert.deepEqual(kinds(short, { k: 'transfer' }), ['leftToPeople']);
});
