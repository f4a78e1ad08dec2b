import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { World } from '#kernel';
import { answerObjection, objectToOrder, reviewObjection, withdraw } from '#cases';
import { markRead, myMessages, tell, unreadCount } from '#notifications';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { aKey, filedCase, officer, resident, sampleUnits, seedCity } from '../cases/testing.ts';
import { publishNow, testLedger } from '../ledger/testing.ts';

let database: TestDatabase;
let world: World;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database);
  await seedCity(world);
});
after(async () => database.close());

/** Every event of the database, told as the worker would, twice. */
async function tellEverything(): Promise<void> {
  const { rows } = await database.ownerPool.query<{ id: string }>('select id from cases.event order by ledger_index');
  for (const { id } of [...rows, ...rows]) await tell(world, { event: id });
}

test('each change of a case leaves one message for its applicant, however often it is told', async () => {
  const zhang = await resident(world, 'zhang-wei');
  const no = await filedCase(world, zhang);
  await withdraw(world, zhang, { key: aKey(), case: no });
  await tellEverything();
  const messages = await myMessages(world, zhang);
  assert.deepEqual(
    messages.map(({ kind, no: about }) => [kind, about]),
    [
      ['withdrawn', no],
      ['submitted', no],
    ],
  );
  assert.equal(await unreadCount(world, zhang), 2);
  await markRead(world, zhang);
  assert.equal(await unreadCount(world, zhang), 0);
});

test('the answer to an order objection is told once, and before it there is nothing to tell', async () => {
  const he = await resident(world, 'he-xiuying');
  const no = await filedCase(world, he);
  await publishNow(world);
  const words = '有人比我晚交，却先办了。';
  const { objection } = await objectToOrder(world, he, { key: aKey(), case: no, words });
  await tell(world, { objection });
  assert.deepEqual(await myMessages(world, he), []);

  await reviewObjection({ ...world, ledger: testLedger() }, { objection });
  const bureau = await officer(world, sampleUnits.general, 'bureau');
  const text = '记录里没有比您晚交的先被取走。';
  await answerObjection(world, bureau, { key: aKey(), objection, outcome: 'notUpheld', text });
  await tell(world, { objection });
  await tell(world, { objection });
  assert.deepEqual(
    (await myMessages(world, he)).map(({ kind, no: about }) => [kind, about]),
    [['objectionAnswered', no]],
  );
  await withdraw(world, he, { key: aKey(), case: no });
});

test('nobody sees the messages of others, and none can be read in the table', async () => {
  const other = await resident(world, 'yang-amei');
  assert.deepEqual(await myMessages(world, other), []);
  const { rows } = await database.ownerPool.query<{ text: string }>(
    'select m::text as text from notifications.message m',
  );
  const item = Buffer.from('居民身份证补领').toString('hex');
  assert.ok(rows.length > 0 && rows.every(({ text }) => !text.includes(item)));
});

test('an event that was rolled back is told to nobody', async () => {
  const before = await database.ownerPool.query('select from notifications.message');
  await tell(world, { event: '00000000-0000-4000-8000-000000000000' });
  const after = await database.ownerPool.query('select from notifications.message');
  assert.equal(after.rowCount, before.rowCount);
});
