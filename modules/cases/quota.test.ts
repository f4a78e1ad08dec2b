import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { stoppedClock, type World } from '#kernel';
import { officersOf, unitByUscc, type Officer, type Resident } from '#identity';
import { checkFairness } from '#audit';
import { readLeaves } from '#ledger';
import { grounds, seedGrounds, setQuota } from '#queue';
import { proposePriority, refuse, release, signPriority, type ShortNo } from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { aKey, filedCase, officer, resident, sampleUnits, seedCity, takeNext } from './testing.ts';

const { gaj, general } = sampleUnits;
const clock = stoppedClock('2026-11-23T02:00:00Z');
let database: TestDatabase;
let world: World;
let clerk: Officer;
let bureau: Officer;
let zhang: Resident;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, clock);
  await seedCity(world);
  await seedGrounds(world);
  clerk = await officer(world, gaj, 'clerk');
  bureau = await officer(world, general, 'bureau');
  zhang = await resident(world, 'zhang-wei');
});
after(async () => database.close());

const act = (no: string) => ({ key: aKey(), case: no });
const quota = async (value: number | null) =>
  setQuota(world, bureau, { key: aKey(), q: 'gaj-acceptance', quota: value });

async function filed(count: number): Promise<readonly ShortNo[]> {
  const numbers: ShortNo[] = [];
  for (let at = 0; at < count; at += 1) numbers.push(await filedCase(world, zhang));
  return numbers;
}

async function prioritised(count: number): Promise<readonly ShortNo[]> {
  const numbers = await filed(count);
  const [ground] = await grounds(world.db, clock.now());
  const unit = (await unitByUscc(world.db, gaj)) ?? assert.fail('There is no such unit.');
  const approvers = (await officersOf(world.db, unit.id, 'approver')).map((id) => ({ ...clerk, officer: id }));
  for (const no of numbers) {
    const input = { ...act(no), rule: ground?.rule ?? 0n, reason: '六十七岁' };
    const { proposal } = await proposePriority(world, clerk, input);
    for (const approver of approvers) await signPriority(world, approver, { key: aKey(), proposal });
  }
  return numbers;
}

async function takeAndEnd(): Promise<string> {
  const taken = await takeNext(world, clerk, { key: aKey() });
  await refuse(world, clerk, { ...act(taken.case), reason: '不属于本机关职权', remedy: '可以申请行政复议' });
  return taken.case;
}

async function takeAll(count: number): Promise<readonly string[]> {
  const order: string[] = [];
  for (let at = 0; at < count; at += 1) order.push(await takeAndEnd());
  return order;
}

const Taking = z.looseObject({ k: z.string(), sk: z.array(z.number()).optional() });

async function barsOfLastTake(): Promise<number> {
  const leaves = await readLeaves(world.db, 0n, 10_000);
  const takes = leaves
    .map(({ bytes }) => Taking.parse(JSON.parse(bytes.toString('utf8'))))
    .filter(({ k }) => k === 'take');
  return takes.at(-1)?.sk?.length ?? 0;
}

async function assertLawful(): Promise<void> {
  const leaves = await readLeaves(world.db, 0n, 10_000);
  assert.deepEqual(checkFairness(leaves.map(({ bytes }) => bytes)), []);
}

test('without a quota everybody with priority is served before the others', async () => {
  clock.advance(86_401_000);
  const [normal = ''] = await filed(1);
  const [one = '', two = ''] = await prioritised(2);
  await quota(2);
  await assert.rejects(quota(2), { code: 'queue.rule-unchanged' });
  // Announced, and not in force before tomorrow.
  assert.deepEqual(await takeAll(3), [one, two, normal]);
  await assertLawful();
});

test('a quota of one in two lets every second take go to whoever has no priority, while there is one', async () => {
  clock.advance(86_401_000);
  const [a = '', b = ''] = await filed(2);
  const [one = '', two = '', three = '', four = ''] = await prioritised(4);
  // Two takes of the day before ended the count of that day: nobody is owed anything when this one begins.
  const order = await takeAll(6);
  assert.deepEqual(order.slice(4), [three, four]);
  assert.deepEqual(order.slice(0, 4).toSorted(), [a, b, one, two].toSorted());
  assert.ok(order.slice(0, 4).every((no, at) => at === 0 || isPriority(no) !== isPriority(order[at - 1] ?? '')));
  await assertLawful();

  function isPriority(no: string): boolean {
    return no === one || no === two;
  }
});

test('whoever is barred from all that have no priority goes on with the others, and says what bars them', async () => {
  const [normal = ''] = await filed(1);
  const taken = await takeNext(world, clerk, { key: aKey() });
  assert.equal(taken.case, normal);
  await release(world, clerk, { ...act(normal), reason: 'recusal' });
  const urgent = await prioritised(3);
  assert.deepEqual(await takeAll(3), urgent);
  assert.equal(await barsOfLastTake(), 1);
  await assertLawful();
});

test('whoever lifts the quota has to wait for a day as well', async () => {
  await quota(null);
  const [first = ''] = await prioritised(1);
  const [last = ''] = await prioritised(1);
  assert.deepEqual(await takeAll(2), [first, last]);
  await assertLawful();
});
