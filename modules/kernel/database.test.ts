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

/** A table whose rows make their own commit warn, as a cancelled wait for a synchronous standby does. */
async function tableThatWarns(): Promise<void> {
  await database.ownerPool.query(`
    create table if not exists public.warns (name text);
    grant insert, select on public.warns to tongban_app;
    create or replace function public.warn() returns trigger language plpgsql as $$
      begin raise warning 'canceling wait for synchronous replication due to user request'; return null; end $$;
    drop trigger if exists warn on public.warns;
    create constraint trigger warn after insert on public.warns deferrable initially deferred
      for each row when (new.name like 'cancelled%') execute function public.warn()`);
}

test('a commit that the standby may not have is no success, and nothing is lost by trying again', async () => {
  await tableThatWarns();
  const act = async (name: string) =>
    inTransaction(database.db, async (tx) => {
      await sql`insert into public.warns values (${name})`.execute(tx);
      return 'done';
    });

  await assert.rejects(act('cancelled'), { code: 'kernel.outcome-unknown', status: 503 });
  await assert.rejects(sql`insert into public.warns values ('cancelled alone')`.execute(database.db), {
    code: 'kernel.outcome-unknown',
  });
  const { rowCount } = await database.ownerPool.query('select from public.warns');
  assert.equal(rowCount, 2);
  assert.equal(await act('confirmed'), 'done');
});

test('a warning before the commit says nothing about the commit', async () => {
  const warned = inTransaction(database.db, async (tx) => {
    await sql`do $$ begin raise warning 'something else'; end $$`.execute(tx);
    return 'done';
  });
  assert.equal(await warned, 'done');
});

test('whoever loses the connection at the commit is told that the outcome is unknown', async () => {
  const { db, close } = openDatabase(database.url, { connections: 1 });
  const cutOff = inTransaction(db, async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await database.ownerPool.query('select pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
  });
  await assert.rejects(cutOff, { code: 'kernel.outcome-unknown', status: 503 });
  await close();
});

test('a constraint that is checked at the commit keeps its own error', async () => {
  await database.ownerPool.query(`create table public.pair (a int primary key, b int references public.pair
    deferrable initially deferred); grant insert, select on public.pair to tongban_app`);
  const alone = inTransaction(database.db, async (tx) => sql`insert into public.pair values (1, 2)`.execute(tx));
  await assert.rejects(alone, { code: '23503' });
});
