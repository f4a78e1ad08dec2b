import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inspect } from 'node:util';
import { checkFairness } from '#audit';
import { stoppedClock, type World } from '#kernel';
import { appointOfficer, endRole, grantRole, officerById, type Officer, type Resident } from '#identity';
import { readLeaves } from '#ledger';
import { assign } from '#queue';
import {
  accept,
  caseView,
  deskView,
  handOver,
  handOverForAbsent,
  handsView,
  release,
  releaseVanished,
  taskView,
  type ShortNo,
} from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import {
  aKey,
  filedCase,
  newOfficer,
  nothingToReport,
  officer,
  resident,
  sampleUnits,
  seedCity,
  takeNext,
} from './testing.ts';

const { gaj } = sampleUnits;
const POOLS = ['gaj-acceptance'];
const MINUTE_MS = 60_000;
const clock = stoppedClock('2026-11-23T02:00:00Z');
const reason = '我要去外地开会，请同事接着办';
let database: TestDatabase;
let world: World;
let zhang: Resident;
let clerk: Officer;
let colleague: Officer;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, clock);
  await seedCity(world);
  zhang = await resident(world, 'zhang-wei');
  clerk = await officer(world, gaj, 'clerk');
  colleague = await newOfficer(world, { unit: gaj, role: 'clerk', pools: POOLS });
});
after(async () => database.close());

const inHand = async (who: Officer) => (await deskView(world, who)).inHand?.no;
const to = (no: ShortNo, who: Officer, why = reason) => ({ key: aKey(), case: no, to: who.officer, reason: why });
const first = (no: ShortNo, who: Officer) => ({ ...to(no, who), n: 0 });

async function taken(): Promise<ShortNo> {
  const no = await filedCase(world, zhang);
  await takeNext(world, clerk, { key: aKey() });
  assert.equal(await inHand(clerk), no);
  return no;
}

async function lawful(): Promise<void> {
  const leaves = await readLeaves(world.db, 0n, 10_000);
  assert.deepEqual(checkFairness(leaves.map(({ bytes }) => bytes)), []);
}

test('a task goes from hand to hand in public and never back to its queue; nobody who waits earlier is passed by it', async () => {
  const earlier = await filedCase(world, zhang);
  await takeNext(world, colleague, { key: aKey() });
  const no = await taken();
  await release(world, colleague, { key: aKey(), case: earlier, reason: 'absence' });
  const { colleagues } = await taskView(world, clerk, no);
  assert.deepEqual(
    colleagues.map((one) => [one.officer, one.busy]),
    [[colleague.officer, false]],
  );

  const wish = to(no, colleague);
  await handOver(world, clerk, wish);
  await handOver(world, clerk, wish);
  assert.deepEqual([await inHand(clerk), await inHand(colleague)], [undefined, no]);
  await assert.rejects(taskView(world, clerk, no), { code: 'kernel.not-found' });
  const [last] = (await readLeaves(world.db, 0n, 10_000)).slice(-1);
  const leaf = JSON.parse(Buffer.from(last?.bytes ?? []).toString()) as Record<string, unknown>;
  assert.deepEqual([leaf.k, leaf.reason, typeof leaf.to], ['release', 'hand-over', 'string']);
  await lawful();

  const told = (await taskView(world, colleague, no)).timeline[0];
  assert.deepEqual([told?.kind, told?.details.why], ['handedOver', reason]);
  const place = (await caseView(world, zhang, no)).place;
  assert.equal(place?.state, 'taken');
  await accept(world, colleague, { key: aKey(), case: no });
  await lawful();
  await takeNext(world, clerk, { key: aKey() });
  await accept(world, clerk, { key: aKey(), case: earlier });
  await lawful();
});

test('who accepted after a hand-over is the one who does not decide', async () => {
  const no = await taken();
  await handOver(world, clerk, to(no, colleague));
  await accept(world, colleague, { key: aKey(), case: no });
  const { rows } = await database.ownerPool.query<{ officer_id: string; stage: string }>(
    'select b.officer_id, b.stage from queue.bar b join cases."case" c on c.id = b.case_id where c.short_no = $1',
    [no],
  );
  assert.deepEqual(rows, [{ officer_id: colleague.officer, stage: 'decision' }]);
  await lawful();
});

test('only a colleague of the unit who works in that queue, has free hands and is not barred can get it', async () => {
  const no = await taken();
  const unknown = { name: 'InvalidInput', problems: [{ field: 'to', code: 'cases.colleague-unknown' }] };
  const examiner = await officer(world, gaj, 'examiner');
  await assert.rejects(handOver(world, clerk, to(no, examiner)), unknown);
  await assert.rejects(handOver(world, clerk, to(no, clerk)), unknown);
  const idle = await newOfficer(world, { unit: gaj, role: 'clerk' });
  await assert.rejects(handOver(world, clerk, to(no, idle)), unknown, 'without the queue');
  const stranger = await newOfficer(world, { unit: sampleUnits.general, role: 'clerk', pools: POOLS });
  await assert.rejects(handOver(world, clerk, to(no, stranger)), unknown, 'of another unit');
  const left = await newOfficer(world, { unit: gaj, role: 'clerk', pools: POOLS });
  await endRole(world, left.officer, 'clerk');
  await assert.rejects(handOver(world, clerk, to(no, left)), unknown, 'who has left');
  await assert.rejects(handOver(world, clerk, { ...to(no, colleague), reason: ' ' }), { name: 'InvalidInput' });
  await assert.rejects(handOver(world, colleague, to(no, clerk)), { code: 'kernel.not-found' });

  await assertNotOwn(no);
  await assertHandsFree(no);
  await lawful();
});

/** The applicant is an officer of the unit as well. */
async function assertNotOwn(no: ShortNo): Promise<void> {
  const { unit } = colleague;
  const own = await appointOfficer(world, { person: zhang.person, unit });
  await grantRole(world, own, { role: 'clerk', unit, region: '530700' });
  await assign(world, own, POOLS);
  const applicant = { ...colleague, officer: own };
  await assert.rejects(handOver(world, clerk, to(no, applicant)), { code: 'cases.colleague-barred' });
  const { colleagues } = await taskView(world, clerk, no);
  assert.equal(
    colleagues.some((one) => one.officer === own),
    false,
  );
}

/** One task in one hand; and whoever has withdrawn from a case gets it from nobody. */
async function assertHandsFree(no: ShortNo): Promise<void> {
  const second = await filedCase(world, zhang);
  await takeNext(world, colleague, { key: aKey() });
  await assert.rejects(handOver(world, clerk, to(no, colleague)), { code: 'cases.colleague-busy' });
  await release(world, colleague, { key: aKey(), case: second, reason: 'recusal' });
  await handOver(world, clerk, to(no, colleague));
  await takeNext(world, clerk, { key: aKey() });
  assert.equal(await inHand(clerk), second);
  await accept(world, colleague, { key: aKey(), case: no });
  await assert.rejects(
    handOver(world, clerk, to(second, colleague)),
    { code: 'cases.colleague-barred' },
    'who withdrew',
  );
  await accept(world, clerk, { key: aKey(), case: second });
}

test('two hand-overs at once, or a hand-over while the colleague takes: one hand has one task', async () => {
  const third = await newOfficer(world, { unit: gaj, role: 'clerk', pools: POOLS });
  const no = await taken();
  const both = await Promise.allSettled([colleague, third].map(async (who) => handOver(world, clerk, to(no, who))));
  assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1);
  const holder = (await inHand(colleague)) === no ? colleague : third;
  const other = holder === colleague ? third : colleague;
  assert.deepEqual([await inHand(clerk), await inHand(other)], [undefined, undefined]);

  await filedCase(world, zhang);
  const race = await Promise.allSettled([
    handOver(world, holder, to(no, other)),
    takeNext(world, other, { key: aKey() }),
  ]);
  assert.equal(
    race.some(({ status }) => status === 'fulfilled'),
    true,
  );
  const { rows } = await database.ownerPool.query<{ count: string }>(
    `select count(*) from queue.ticket where state = 'taken' group by taken_by having count(*) > 1`,
  );
  assert.deepEqual(rows, []);
  await lawful();
  for (const who of [clerk, holder, other]) {
    const hand = await inHand(who);
    if (hand !== undefined) await accept(world, who, { key: aKey(), case: hand });
  }
});

test('the head of the unit hands on a task of somebody who is away, and of nobody who is at work', async () => {
  await releaseAll();
  const no = await filedCase(world, zhang);
  await takeNext(world, clerk, { key: aKey() });
  const held = (await inHand(clerk)) ?? no;
  const head = await officer(world, gaj, 'approver');
  const elsewhere = await officer(world, sampleUnits.general, 'approver');
  await assert.rejects(handOverForAbsent(world, head, first(held, colleague)), { code: 'cases.holder-at-work' });
  await assert.rejects(handOverForAbsent(world, elsewhere, first(held, colleague)), { code: 'kernel.not-found' });
  await assert.rejects(handOverForAbsent(world, colleague, first(held, colleague)), { code: 'kernel.not-found' });

  clock.advance(20 * MINUTE_MS);
  const [card] = await handsView(world, head);
  assert.deepEqual([card?.no, card?.away], [held, true]);
  assert.equal(inspect(card).includes('530799'), false);
  await handOverForAbsent(world, head, first(held, colleague));
  assert.equal(await inHand(colleague), held);
  assert.equal(await releaseVanished({ ...world, log: nothingToReport }), 0, 'the colleague has just got it');
  const [last] = (await readLeaves(world.db, 0n, 10_000)).slice(-1);
  assert.equal((JSON.parse(Buffer.from(last?.bytes ?? []).toString()) as { reason: string }).reason, 'absence');
  const { person } = await officerById(world.db, head.officer);
  assert.notEqual(person, zhang.person);
  await lawful();
});

async function releaseAll(): Promise<void> {
  for (const who of [clerk, colleague]) {
    const hand = await inHand(who);
    if (hand !== undefined) await release(world, who, { key: aKey(), case: hand, reason: 'absence' });
  }
}
