import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { inTransaction } from '#kernel';
import { append, commit, commitmentOf, indexAt, leafTemplate, logSize, readLeaves, type Leaf } from '#ledger';
import { freshDatabase, type TestDatabase } from '#testing/fresh-database';

const at = new Date('2026-11-23T02:00:00.900Z');
let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
});
after(async () => database.close());

const submission = (qn: bigint): Leaf => ({
  k: 'submit',
  q: 'gaj-acceptance',
  qn,
  applicant: commit({ a: 1 }).commitment,
  content: commit({ b: 2 }).commitment,
  attachments: commit({ c: 3 }).commitment,
  lane: 2,
});

test('a leaf is canonical JSON with its time in whole seconds and a gap for an index of the same append', () => {
  const leaf: Leaf = { k: 'ready', q: 'x', qn: 3n, n: 1, ref: 7n, prev: { plus: 0 } };
  assert.deepEqual(leafTemplate(leaf, at), [
    '{"k":"ready","n":1,"prev":',
    0,
    ',"q":"x","qn":3,"ref":7,"ts":1795399200,"v":1}',
  ]);
});

test('a commitment opens with its own salt and fields and with no others', () => {
  const { commitment, opening } = commit({ name: 'x' });
  assert.equal(commitmentOf(opening), commitment);
  assert.notEqual(commitmentOf({ ...opening, fields: { name: 'y' } }), commitment);
  assert.notEqual(commit({ name: 'x' }).commitment, commitment);
});

test('acts that append at the same moment get dense indices, and each finds its own', async () => {
  const start = await logSize(database.db);
  await database.ownerPool.query('create table if not exists public.seen (index bigint)');
  await database.ownerPool.query('grant select, insert on public.seen to tongban_app');
  const acts = Array.from({ length: 40 }, async (_, act) =>
    inTransaction(database.db, async (tx) => {
      const remember = sql`insert into public.seen select base from head`;
      return append(tx, at, { leaves: [submission(BigInt(act + 1)), ready(act)], followers: [remember] });
    }),
  );
  const bases = (await Promise.all(acts)).toSorted((one, other) => Number(one - other));
  assert.deepEqual(
    bases,
    bases.map((_, place) => start + BigInt(place) * 2n),
  );
  assert.equal(await logSize(database.db), start + 80n);
  const { rows } = await database.ownerPool.query<{ n: string }>('select count(distinct index) n from public.seen');
  assert.equal(rows[0]?.n, '40');
});

function ready(act: number): Leaf {
  return { k: 'ready', q: 'x', qn: BigInt(act + 1), n: 1, ref: 0n, prev: { plus: 0 } };
}

test('the stored bytes name the true index of the leaf before, and the stored hash is that of RFC 6962', async () => {
  const base = await inTransaction(database.db, async (tx) =>
    append(tx, at, { leaves: [submission(1n), ready(0)], followers: [] }),
  );
  const [, second] = await readLeaves(database.db, base, 2);
  assert.ok(second);
  const leaf: unknown = JSON.parse(second.bytes.toString('utf8'));
  assert.equal((leaf as { prev: number }).prev, Number(base));
  const { rows } = await database.ownerPool.query<{ leaf_hash: Buffer }>(
    'select leaf_hash from ledger.leaf where index = $1',
    [second.index],
  );
  const expected = createHash('sha256').update(Buffer.of(0)).update(second.bytes).digest();
  assert.deepEqual(rows[0]?.leaf_hash, expected);
});

test('an act that is rolled back leaves neither a leaf nor a gap', async () => {
  const start = await logSize(database.db);
  const failing = inTransaction(database.db, async (tx) => {
    await append(tx, at, { leaves: [submission(1n)], followers: [sql`select ${indexAt(0)}`] });
    throw new Error('the act failed');
  });
  await assert.rejects(failing, /the act failed/);
  assert.equal(await logSize(database.db), start);
});

test('nobody changes or deletes a leaf: neither the application nor a careless owner', async () => {
  await assert.rejects(database.pool.query('update ledger.leaf set kind = kind'), /permission denied|never changed/);
  await assert.rejects(database.ownerPool.query('delete from ledger.leaf'), /never changed/);
  await assert.rejects(database.ownerPool.query('truncate ledger.leaf cascade'), /never changed/);
});
