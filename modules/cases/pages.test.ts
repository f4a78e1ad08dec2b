import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readCursor, type Slice, type World } from '#kernel';
import type { Resident } from '#identity';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { myCases, openQueue } from './index.ts';
import { filedCase, resident, seedCity } from './testing.ts';

const QUEUE = 'gaj-acceptance';
const MANY = 6_000;
const PARTS = { cases: 1, open: 3, done: 2 } as const;
let database: TestDatabase;
let world: World;
let owner: Resident;

/** Copies the one case that was filed, far into the future of the ledger; foreign keys would cost more than they tell. */
const COPY_CASES = `insert into cases."case" (id, short_no, case_no, person_id, item_version_id, form_version_id, unit_id,
    data_key, content, query_code, query_digest, plan, status, received_at, status_at, ref, last_index)
  select gen_random_uuid(), 'LJ' || lpad(copy::text, 13, '0'), 'copy-' || copy, person_id, item_version_id, form_version_id,
    unit_id, data_key, content, query_code, query_digest, plan, status, received_at, status_at, 1000000 + copy, 1000000 + copy
  from cases."case", generate_series(1, $1::int) copy`;
const COPY_TICKETS = `insert into queue.ticket (case_id, n, pool_id, qn, lane, ref, state, entered_at, done_at, grant_index)
  select c.id, 0, p.id, p.next_qn + row_number() over (order by c.ref) - 1, case when c.ref % 50 = 0 then 1 else 2 end, c.ref,
    case when c.ref % 2 = 0 then 'done' when c.ref % 5 = 0 then 'held' else 'waiting' end, c.received_at,
    case when c.ref % 2 = 0 then c.received_at + (c.ref % 997) * interval '1 second' end,
    case when c.ref % 50 = 0 then c.ref end
  from cases."case" c, queue.pool p where p.code = $1 and c.case_no like 'copy-%'`;
const COUNT_ON = `update queue.pool set next_qn = (select max(qn) + 1 from queue.ticket where pool_id = pool.id) where code = $1`;

before(async () => {
  database = await freshDatabase();
  world = testWorld(database);
  await seedCity(world);
  owner = await resident(world, 'zhang-wei');
  await filedCase(world, owner);
  const client = await database.ownerPool.connect();
  try {
    await client.query('set session_replication_role = replica');
    await client.query(COPY_CASES, [MANY]);
    await client.query(COPY_TICKETS, [QUEUE]);
    await client.query(COUNT_ON, [QUEUE]);
    await client.query('analyze cases."case", queue.ticket');
  } finally {
    client.release(true);
  }
});
after(() => database.close());

/** Turns as many pages as are asked for, and back again. @returns the rows forward, and whether the way back was the same */
async function turn<Row>(
  list: keyof typeof PARTS,
  read: (cursor: ReturnType<typeof readCursor>) => Promise<Slice<Row>>,
  most = Infinity,
): Promise<readonly Row[]> {
  const pages = [await read(undefined)];
  for (let page = pages[0]; page?.next !== undefined && pages.length < most; pages.push(page))
    page = await read(readCursor(page.next, PARTS[list]));
  for (let at = pages.length - 1; at > 0; at -= 1) {
    const before = await read(readCursor(pages[at]?.previous ?? null, PARTS[list]));
    assert.deepEqual(before.rows, pages[at - 1]?.rows);
  }
  return pages.flatMap(({ rows }) => rows);
}

async function queueAt(cursors: Parameters<typeof openQueue>[2] = {}): Promise<OpenQueueShown> {
  const queue = await openQueue(world, QUEUE, cursors);
  assert.ok(queue);
  return queue;
}
type OpenQueueShown = NonNullable<Awaited<ReturnType<typeof openQueue>>>;

test('every open ticket of a long queue is on one page and in the order of turns, and the count is said', async () => {
  const open = await turn('open', async (cursor) => (await queueAt({ open: cursor })).open);

  assert.equal(open.length, MANY / 2 + 1);
  assert.equal((await queueAt()).openTotal, open.length);
  for (const [at, ticket] of open.entries()) {
    const last = open[at - 1];
    assert.ok(last === undefined || last.lane < ticket.lane || (last.lane === ticket.lane && last.ref < ticket.ref));
  }
});

test('the place in the queue goes on from page to page', async () => {
  const first = await queueAt();
  const second = await queueAt({ open: readCursor(first.open.next ?? null, 3) });

  assert.equal(first.openBefore, 0);
  assert.equal(second.openBefore, first.open.rows.length);
});

test('finished tickets are paged too, the latest first, also those finished in the same second', async () => {
  const done = await turn('done', async (cursor) => (await queueAt({ done: cursor })).done);

  assert.equal(done.length, MANY / 2);
  assert.equal((await queueAt()).doneTotal, done.length);
  assert.equal(new Set(done.map(({ qn }) => qn)).size, done.length);
  const times = done.map(({ doneAt }) => doneAt?.getTime() ?? 0);
  assert.deepEqual(
    times,
    times.toSorted((a, b) => b - a),
  );
});

test('somebody with many cases reads all of them, page by page', async () => {
  const cases = await turn('cases', async (cursor) => (await myCases(world, owner, cursor)).cases, 4);

  assert.equal(new Set(cases.map(({ no }) => no)).size, 200);
  assert.equal((await myCases(world, owner)).total, MANY + 1);
  const other = await resident(world, 'he-xiuying');
  assert.deepEqual((await myCases(world, other, readCursor('after-9999999', 1))).cases.rows, []);
});

test('a page that is asked for with nonsense, or beyond the end, is no fault', async () => {
  for (const text of ['after-9-999999999999999999', 'before-0-0', 'after-32768-1', 'after-999999999999999999-1'])
    await queueAt({ open: readCursor(text, 2), done: readCursor(text, 2) });
});

test('no page reads the whole table', async () => {
  for (const query of [
    `select * from queue.ticket where pool_id = 1 and state <> 'done' and (lane, ref) > (2::bigint, 1003000) order by lane, ref limit 101`,
    `select * from queue.ticket where pool_id = 1 and state = 'done' and (done_at, qn) < (now(), 5000) order by done_at desc, qn desc limit 101`,
    `select * from cases."case" where person_id = '${owner.person}' and organisation_id is null and ref < 1003000 order by ref desc limit 51`,
  ]) {
    const { rows } = await database.ownerPool.query<{ 'QUERY PLAN': string }>(`explain ${query}`);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    assert.match(plan, /Index Scan/, plan);
    assert.doesNotMatch(plan, /Sort|Seq Scan/, plan);
  }
});
