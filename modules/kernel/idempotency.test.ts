import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { once, Refusal, type Intent } from '#kernel';
import { freshDatabase, type TestDatabase } from '#testing/fresh-database';

let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
  await database.ownerPool.query('create table public.act (name text)');
  await database.ownerPool.query('grant select, insert on public.act to tongban_app');
});
after(async () => database.close());

const intent = (key: string, over: Partial<Intent> = {}): Intent => ({
  actor: 'zhang-wei',
  useCase: 'test.act',
  key,
  body: { item: 1 },
  ...over,
});

/** An act that leaves a row behind, and takes long enough for others to arrive. */
async function act(wanted: Intent, name = wanted.key): Promise<{ name: string; nonce: number }> {
  return once(database.db, wanted, async (tx, remember) => {
    await sql`insert into public.act values (${name})`.execute(tx);
    await sql`select pg_sleep(0.02)`.execute(tx);
    const answer = { name, nonce: Math.random() };
    await remember(answer);
    return answer;
  });
}

async function acts(name: string): Promise<number> {
  const { rowCount } = await database.ownerPool.query('select from public.act where name = $1', [name]);
  return rowCount ?? 0;
}

test('twenty presses of one button at the same moment are one act with one answer', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, async () => act(intent('press'))));
  assert.equal(new Set(answers.map(({ nonce }) => nonce)).size, 1);
  assert.equal(await acts('press'), 1);
});

test('a retry long after gets the first answer', async () => {
  const first = await act(intent('retry'));
  assert.deepEqual(await act(intent('retry')), first);
  assert.equal(await acts('retry'), 1);
});

test('an answer that is given again is committed again, so that a standby has confirmed it', async () => {
  const version = async () => {
    const { rows } = await database.ownerPool.query<{ xmin: string }>(
      "select xmin::text from kernel.idempotency where key = 'confirmed'",
    );
    return rows[0]?.xmin;
  };
  await act(intent('confirmed'));
  const first = await version();
  await act(intent('confirmed'));
  assert.notEqual(await version(), first);
});

test('a key that comes back with something else is refused', async () => {
  await act(intent('changed'));
  await assert.rejects(act(intent('changed', { body: { item: 2 } })), new Refusal('idempotency.mismatch'));
  assert.equal(await acts('changed'), 1);
});

test('the same key of another person or for another purpose is another act', async () => {
  await Promise.all([
    act(intent('common')),
    act(intent('common', { actor: 'he-xiuying' })),
    act(intent('common', { useCase: 'test.other' })),
  ]);
  assert.equal(await acts('common'), 3);
});

test('an act that fails is not remembered, and may be tried again', async () => {
  const failing = once(database.db, intent('fails'), async (tx) => {
    await sql`insert into public.act values ('fails')`.execute(tx);
    throw new Refusal('test.no');
  });
  await assert.rejects(failing, new Refusal('test.no'));
  assert.equal(await acts('fails'), 0);
  await act(intent('fails'));
  assert.equal(await acts('fails'), 1);
});

test('whoever waits for a failing act of the same key acts in its place', async () => {
  const claimed = Promise.withResolvers<undefined>();
  const failure = Promise.withResolvers<undefined>();
  const first = once(database.db, intent('waits'), async () => {
    claimed.resolve(undefined);
    await failure.promise;
    throw new Refusal('test.no');
  });
  await claimed.promise;
  const second = act(intent('waits'));
  failure.resolve(undefined);
  await assert.rejects(first, new Refusal('test.no'));
  assert.equal((await second).name, 'waits');
  assert.equal(await acts('waits'), 1);
});
