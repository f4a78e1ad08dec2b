import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Batcher } from './batcher.ts';

/** A batcher whose batches end when the test says so, and what it was given. */
function batching({ most = 64, atOnce = 2 } = {}) {
  const batches: { members: readonly string[]; end: PromiseWithResolvers<undefined> }[] = [];
  const batcher = new Batcher<string, string>({
    run: async (members) => {
      const end = Promise.withResolvers<undefined>();
      batches.push({ members, end });
      await end.promise;
      return members.map((member) =>
        member.startsWith('bad')
          ? { status: 'rejected', reason: new Error(member) }
          : { status: 'fulfilled', value: `done ${member}` },
      );
    },
    claims: (member) => [member.slice(0, 4)],
    most,
    atOnce,
  });
  const end = async (at: number, whole: readonly Promise<string>[]) => {
    batches[at]?.end.resolve(undefined);
    return Promise.allSettled(whole);
  };
  return { batcher, end, given: () => batches.map(({ members }) => members.join(' ')), batches };
}

test('whoever comes when nothing runs does not wait; those who come meanwhile go together, in their order', async () => {
  const { batcher, end, given } = batching();
  const all = ['a', 'b', 'c', 'd', 'e'].map(async (member) => batcher.add(member));
  assert.deepEqual(given(), ['a', 'b']);
  assert.equal(batcher.waiting, 3);

  await end(0, all.slice(0, 1));
  assert.deepEqual(given(), ['a', 'b', 'c d e']);
  assert.equal(batcher.waiting, 0);
  await end(1, []);
  await end(2, []);
  assert.deepEqual(await Promise.all(all), ['done a', 'done b', 'done c', 'done d', 'done e']);
});

test('a batch has its limit, and the rest goes with the next', async () => {
  const { batcher, end, given } = batching({ most: 2, atOnce: 1 });
  const all = ['a', 'b', 'c', 'd'].map(async (member) => batcher.add(member));
  await end(0, all.slice(0, 1));
  await end(1, all.slice(1, 3));
  await end(2, all);
  assert.deepEqual(given(), ['a', 'b c', 'd']);
});

test('two that claim the same thing are never in one batch, and nobody else waits for them', async () => {
  const { batcher, end, given } = batching({ atOnce: 1 });
  const all = ['first', 'same 1', 'same 2', 'same 3', 'other'].map(async (member) => batcher.add(member));
  for (const at of [0, 1, 2])
    await end(
      at,
      [all[at] ?? all[0]].flatMap((each) => each ?? []),
    );
  await end(3, all);
  assert.deepEqual(given(), ['first', 'same 1 other', 'same 2', 'same 3']);
});

test('what happens to one member happens to no other, unless the whole batch fails', async () => {
  const { batcher, end, batches } = batching({ atOnce: 1 });
  const all = ['first', 'good', 'bad'].map(async (member) => batcher.add(member));
  await end(0, all.slice(0, 1));
  const [, good, bad] = await end(1, all);
  assert.deepEqual([good?.status, bad?.status], ['fulfilled', 'rejected']);

  const failing = ['one', 'two'].map(async (member) => batcher.add(member));
  batches[2]?.end.reject(new Error('the database is gone'));
  await assert.rejects(failing[0] ?? Promise.resolve(), /gone/);
  await end(3, failing.slice(1));
  assert.equal(await failing[1], 'done two');
});
