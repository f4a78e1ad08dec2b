import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { claimKeys, inTransaction, once, type Claim, type Claimed } from '#kernel';
import { freshDatabase, type TestDatabase } from '#testing/fresh-database';

let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
});
after(async () => database.close());

const claim = (key: string, over: Partial<Claim> = {}): Claim => ({
  actor: 'zhang-wei',
  useCase: 'test.act',
  key,
  body: { item: 1 },
  answer: { made: key },
  ...over,
});

const claimed = async (...claims: readonly Claim[]): Promise<readonly Claimed[]> =>
  inTransaction(database.db, async (tx) => claimKeys(tx, claims));

/** What a single act under the same key is told. */
const answerOf = async (intent: Claim) => once(database.db, intent, () => Promise.reject(new Error('Done anew.')));

test('keys are claimed together with their answers, and retries get those', async () => {
  assert.deepEqual(await claimed(claim('b'), claim('a')), ['fresh', 'fresh']);
  assert.deepEqual(await claimed(claim('a', { answer: 'other' }), claim('c'), claim('b')), ['known', 'fresh', 'known']);
  assert.deepEqual(await answerOf(claim('a')), { made: 'a' });
});

test('a key that was used for something else is a mismatch, and another person’s is not', async () => {
  await claimed(claim('used'));
  const [other, another] = await claimed(claim('used', { body: { item: 2 } }), claim('used', { actor: 'he-xiuying' }));
  assert.deepEqual([other, another], ['mismatch', 'fresh']);
});

test('those who claim the same keys at once wait for each other, and one of them has each', async () => {
  const keys = Array.from({ length: 40 }, (_, at) => `common-${at}`);
  const crowd = await Promise.all(
    Array.from({ length: 8 }, async (_, at) =>
      claimed(...(at % 2 === 0 ? keys : keys.toReversed()).map((key) => claim(key))),
    ),
  );
  assert.equal(crowd.flat().filter((each) => each === 'fresh').length, keys.length);
  assert.ok(crowd.flat().every((each) => each !== 'mismatch'));
});

test('what is rolled back was never claimed', async () => {
  const failing = inTransaction(database.db, async (tx) => {
    await claimKeys(tx, [claim('undone')]);
    throw new Error('no');
  });
  await assert.rejects(failing);
  assert.deepEqual(await claimed(claim('undone')), ['fresh']);
});
