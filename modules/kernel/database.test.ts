import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { inTransaction, openDatabase } from '#kernel';
import { freshDatabase } from '#testing/fresh-database';

const database = await freshDatabase();
after(() => database.close());

test('a connection that breaks off in the middle of a transaction fails that transaction and nothing else', async () => {
  const broken: string[] = [];
  const { db, close } = openDatabase(database.url, { connections: 1, onError: ({ message }) => broken.push(message) });
  const cutOff = inTransaction(db, async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await database.ownerPool.query('select pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
    await sql`select 1`.execute(tx);
  });

  await assert.rejects(cutOff, /connection/i);
  assert.ok(broken.length > 0);
  assert.deepEqual((await sql`select 1 as one`.execute(db)).rows, [{ one: 1 }]);
  await close();
});
