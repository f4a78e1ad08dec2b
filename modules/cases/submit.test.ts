import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { checkFairness } from '#audit';
import { caseReceipt, submit, submitForReceipt, type ShortNo } from '#cases';
import type { Resident } from '#identity';
import { InvalidInput, Refusal, type World } from '#kernel';
import { readLeaves } from '#ledger';
import { testLedger } from '../ledger/testing.ts';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { aKey, copiesOf, filledDraft, resident, seedCity, strangers } from './testing.ts';
import { startDraft } from './start-draft.ts';

let database: TestDatabase;
let world: World;
let owner: Resident;
let original: string;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database);
  await seedCity(world);
  owner = await resident(world, 'zhang-wei');
  original = await filledDraft(world, owner);
});
after(async () => database.close());

const copies = async (people: readonly Resident[]) => copiesOf(world, { owner, draft: original }, people);
const file = async (viewer: Resident, draft: string, key = aKey()) =>
  submit(world, viewer, { draft, key, declared: true });

/** What somebody was told: the number, or the code of what is wrong. */
async function told(asked: Promise<{ case: ShortNo }>): Promise<string> {
  try {
    return (await asked).case;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    if (error instanceof InvalidInput) return error.problems.map(({ code }) => code)[0] ?? '';
    return error instanceof Error && 'code' in error ? `database ${String(error.code)}` : String(error);
  }
}

async function owned(query: string): Promise<readonly Record<string, unknown>[]> {
  const { rows } = await database.ownerPool.query<Record<string, unknown>>(query);
  return rows;
}

const count = async (table: string) => Number((await owned(`select count(*) as n from ${table}`))[0]?.n);

/** Everything that a filing writes, to be compared. */
async function everything(): Promise<Readonly<Record<string, number>>> {
  const tables = [
    'cases."case"',
    'cases.event',
    'cases.draft_file',
    'queue.ticket',
    'kernel.idempotency',
    'graphile_worker._private_jobs',
    'ledger.leaf',
    'cases.draft where submitted_case is not null',
  ];
  return Object.fromEntries(await Promise.all(tables.map(async (table) => [table, await count(table)] as const)));
}

async function requireSoundLedger(): Promise<void> {
  const leaves = await readLeaves(world.db, 0n, 10_000);
  assert.deepEqual(
    leaves.map(({ index }) => index),
    leaves.map((_, at) => BigInt(at)),
  );
  assert.deepEqual(checkFairness(leaves.map(({ bytes }) => bytes)), []);
  const [gaps] = await owned(`select count(*) as n from (
    select qn - row_number() over (partition by pool_id order by qn) as gap from queue.ticket) t where gap <> 0`);
  assert.equal(Number(gaps?.n), 0);
  const [wrong] = await owned(`select count(*) as n from cases."case" c
    left join cases.event e on e.case_id = c.id and e.kind = 'submitted' and e.ledger_index = c.ref
    left join queue.ticket t on t.case_id = c.id and t.n = 0 and t.ref = c.ref
    left join ledger.leaf l on l.index = c.ref and l.kind = 'submit'
      and convert_from(l.bytes, 'UTF8')::json ->> 'qn' = t.qn::text
    left join cases.draft d on d.submitted_case = c.id and octet_length(d.content) = 0
    where e.id is null or t.qn is null or l.index is null or d.id is null`);
  assert.equal(Number(wrong?.n), 0);
}

interface Ask {
  readonly who: Resident;
  readonly draft: string;
  readonly key: string;
  /** What is to be answered. */
  readonly answer: RegExp;
}

const NUMBER = /^LJ261123\d{6}/;
const NOT_FOUND = /^kernel\.not-found$/;

/** Five hundred requests of a hundred people: three hundred of them are to become a case each. */
async function fiveHundred(): Promise<readonly Ask[]> {
  const people = await strangers(world, 100);
  const asks = (drafts: readonly string[], answer: RegExp, whose = people): readonly Ask[] =>
    drafts.flatMap((draft, at) => (whose[at] === undefined ? [] : [{ who: whose[at], draft, key: aKey(), answer }]));
  const good = [await copies(people), await copies(people), await copies(people)].map((each) => asks(each, NUMBER));
  const [first = [], second = [], third = []] = good;

  const some = people.slice(0, 10);
  const used = asks(await copies(some), NUMBER);
  for (const { who, draft, key } of used) await file(who, draft, key);
  const withUsedKey = asks(await copies(some), /^idempotency\.mismatch$/);
  const unfinished = people.slice(0, 20).map(async (who) => startDraft(world, who, { key: aKey(), item: 'LJ-GA-002' }));
  const drafts = (await Promise.all(unfinished)).map(({ draft }) => draft);
  const foreign = third.slice(0, 30).map(({ draft }) => draft);
  return [
    ...first,
    ...second,
    ...first.slice(0, 60),
    ...third,
    ...second.slice(0, 60).map((ask) => ({ ...ask, key: aKey() })),
    ...asks(foreign, NOT_FOUND, people.slice(1)),
    ...asks(drafts, /^forms\./),
    ...withUsedKey.map((ask, at) => ({ ...ask, key: used[at]?.key ?? '' })),
    ...asks([...some.map(() => randomUUID()), ...some.map(() => 'no draft at all')], NOT_FOUND),
  ];
}

test('five hundred requests of a hundred people at once: each is answered rightly and written once', async () => {
  const asks = await fiveHundred();
  assert.equal(asks.length, 500);
  const cases = await count('cases."case"');
  const answers = await Promise.all(asks.map(async ({ who, draft, key }) => told(file(who, draft, key))));

  answers.forEach((answer, at) => assert.match(answer, asks[at]?.answer ?? /never/));
  const filed = asks.flatMap(({ draft }, at) =>
    NUMBER.test(answers[at] ?? '') ? [[draft, answers[at]] as const] : [],
  );
  assert.equal(filed.length, 420);
  assert.equal(new Set(filed.map(String)).size, 300);
  assert.equal(new Set(filed.map(([, no]) => no)).size, 300);
  assert.equal((await count('cases."case"')) - cases, 300);
  // Eight batches of 64 would do; what is asked for twice goes with later ones.
  const [written] = await owned(`select count(distinct xmin::text) as n from ledger.leaf where kind = 'submit'`);
  assert.ok(Number(written?.n) < 40, `${String(written?.n)} transactions`);
  await requireSoundLedger();
});

test('what the database refuses of one does not keep the others from filing', async () => {
  const people = await strangers(world, 20);
  const drafts = await copies(people);
  const unlucky = people[7]?.person ?? '';
  await owned(`alter table cases."case" add constraint nobody_like_that check (person_id <> '${unlucky}') not valid`);
  const answers = await Promise.all(people.map(async (who, at) => told(file(who, drafts[at] ?? ''))));
  await owned('alter table cases."case" drop constraint nobody_like_that');

  assert.equal(answers[7], 'database 23514');
  assert.equal(new Set(answers.filter((answer) => answer.startsWith('LJ'))).size, 19);
  await requireSoundLedger();
  assert.match(await told(file(people[7] ?? owner, drafts[7] ?? '')), /^LJ/);
});

test('a connection that dies at the last statement leaves nothing half, and everybody may try again', async () => {
  const people = await strangers(world, 30);
  const drafts = await copies(people);
  const keys = people.map(() => aKey());
  const before = await everything();
  await owned(`create function public.die() returns trigger language plpgsql as $$
    begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$`);
  await owned('create trigger die after insert on ledger.leaf for each row execute function public.die()');
  const tell = async () => Promise.all(people.map(async (who, at) => told(file(who, drafts[at] ?? '', keys[at]))));
  const cut = await tell();
  await owned('drop trigger die on ledger.leaf');

  assert.ok(cut.every((answer) => !answer.startsWith('LJ')));
  assert.deepEqual(await everything(), before);
  assert.equal(new Set((await tell()).filter((answer) => answer.startsWith('LJ'))).size, 30);
  await requireSoundLedger();
});

test('nobody gets a number that a standby may not have; tried again, it is the number of the same case', async () => {
  const people = await strangers(world, 10);
  const drafts = await copies(people);
  const keys = people.map(() => aKey());
  await owned(`create function public.warn() returns trigger language plpgsql as $$
    begin raise warning 'canceling wait for synchronous replication due to user request'; return null; end $$`);
  await owned(`create constraint trigger warn after insert on cases."case" deferrable initially deferred
    for each row execute function public.warn()`);
  const cases = await count('cases."case"');
  const tell = async () => Promise.all(people.map(async (who, at) => told(file(who, drafts[at] ?? '', keys[at]))));
  assert.deepEqual(new Set(await tell()), new Set(['kernel.outcome-unknown']));
  await owned('drop trigger warn on cases."case"');

  assert.equal(new Set((await tell()).filter((answer) => answer.startsWith('LJ'))).size, 10);
  assert.equal((await count('cases."case"')) - cases, 10);
  await requireSoundLedger();
});

test('when too many wait, whoever comes is asked to come back, before anything is promised', async () => {
  const people = await strangers(world, 80);
  const drafts = await copies(people);
  await owned("insert into kernel.setting (name, value) values ('submit.mostWaiting', 5)");
  await file(people[0] ?? owner, drafts[0] ?? '');
  const before = await everything();
  const answers = await Promise.all(people.map(async (who, at) => told(file(who, drafts[at] ?? ''))));
  await owned("delete from kernel.setting where name = 'submit.mostWaiting'");

  const busy = answers.filter((answer) => answer === 'cases.busy').length;
  assert.ok(busy >= 73, `${busy} were refused`);
  assert.equal((await everything())['ledger.leaf'], (before['ledger.leaf'] ?? 0) + answers.length - busy - 1);
  await file(people[0] ?? owner, drafts[0] ?? '');
  const again = await Promise.all(people.map(async (who, at) => told(file(who, drafts[at] ?? ''))));
  assert.equal(new Set(again.filter((answer) => answer.startsWith('LJ'))).size, 80);
});

test('the receipt that a filing is answered with is the one that can be fetched ever after', async () => {
  const proving = { ...world, ledger: testLedger() };
  const draft = await filledDraft(world, owner);
  const input = { draft, key: aKey(), declared: true };
  const filed = await submitForReceipt(proving, owner, input);
  assert.deepEqual(await submitForReceipt(proving, owner, input), filed);
  const fetched = await caseReceipt(proving, owner, filed.case);
  assert.deepEqual([fetched.index, fetched.note], [filed.index, filed.receipt]);
});
