import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { checkFairness } from '#audit';
import { openDatabase, softwareCrypto, stoppedClock, type World } from '#kernel';
import type { Officer, Resident } from '#identity';
import { completeFromMirror, Publisher, readLeaves } from '#ledger';
import { isBarred, publicQueue } from '#queue';
import {
  accept,
  adoptRestored,
  answerSupplement,
  caseView,
  decideCase,
  lostRecords,
  openBoard,
  requestSupplement,
  settleLost,
  settleMissing,
  takeNext,
  track,
  withdraw,
  type Adopted,
  type ShortNo,
} from '#cases';
import { copyOf, freshDatabase, type TestDatabase } from '#testing/fresh-database';
import { testLedger } from '../../ledger/testing.ts';
import { aKey, filedCase, officer, resident, sampleUnits, seedCity } from '../testing.ts';

const { gaj } = sampleUnits;
const clock = stoppedClock('2026-11-23T02:00:00Z');
const crypto = softwareCrypto(randomBytes(32));
const ledger = testLedger();
const on = (no: ShortNo) => ({ key: aKey(), case: no });
const reason = '按纸质材料核对';
let backup: TestDatabase;
let world: World;
let zhang: Resident;
let clerk: Officer;
let approver: Officer;
let adopted: Adopted;
let accepted: ShortNo;
let asked: ShortNo;
let answered: ShortNo;
let inHand: ShortNo;
let untouched: ShortNo;

async function take(there: World): Promise<string> {
  await new Publisher(there, ledger).publish();
  return (await takeNext(there, clerk, { key: aKey() })).case;
}

async function beforeTheBackup(there: World): Promise<void> {
  await seedCity(there);
  zhang = await resident(there, 'zhang-wei');
  clerk = await officer(there, gaj, 'clerk');
  approver = await officer(there, gaj, 'approver');
  answered = await filedCase(there, zhang);
  await take(there);
  await requestSupplement(there, clerk, { ...on(answered), items: [{ text: '请写明遗失日期' }] });
  accepted = await filedCase(there, zhang);
  asked = await filedCase(there, zhang);
  inHand = await filedCase(there, zhang);
  untouched = await filedCase(there, zhang);
  await new Publisher(there, ledger).publish();
}

/** Accepted, asked, answered, taken, and one that was filed: all of it is only in the ledger afterwards. */
async function afterTheBackup(there: World): Promise<void> {
  await take(there);
  await accept(there, clerk, on(accepted));
  await take(there);
  await requestSupplement(there, clerk, { ...on(asked), items: [{ text: '请写明遗失日期' }] });
  await take(there);
  await answerSupplement(there, zhang, { ...on(answered), note: '十一月十九日' });
  await filedCase(there, await resident(there, 'he-xiuying'));
  await new Publisher(there, ledger).publish();
}

before(async () => {
  const original = await freshDatabase();
  const run = async (work: (there: World) => Promise<void>) => {
    const { db, close } = openDatabase(original.url);
    await work({ db, clock, crypto });
    await close();
  };
  await run(beforeTheBackup);
  backup = await copyOf(original);
  await run(afterTheBackup);
  await original.close();
  world = { db: backup.db, clock, crypto };

  const owner = openDatabase(backup.url, { role: 'owner', connections: 2 });
  await completeFromMirror({ db: owner.db, clock }, ledger, {
    mirror: ledger.files,
    after: async (tx, restored) => {
      adopted = await adoptRestored(tx, world, restored);
    },
  });
  await owner.close();
});
after(async () => backup.close());

const view = async (no: ShortNo) => caseView(world, zhang, no);
const kinds = async (no: ShortNo) => (await view(no)).timeline.map(({ kind }) => kind);

async function assertLawful(): Promise<void> {
  const leaves = await readLeaves(world.db, 0n, 10_000);
  assert.deepEqual(checkFairness(leaves.map(({ bytes }) => bytes)), []);
}

test('the command names what people must look at, and nothing else', async () => {
  assert.deepEqual(adopted.behind.toSorted(), [accepted, asked, answered, inHand].toSorted());
  assert.equal(adopted.missing.length, 1);
  const { cases, submissions } = await lostRecords(world.db);
  assert.deepEqual(cases.map(({ no }) => no).toSorted(), [...adopted.behind].toSorted());
  assert.deepEqual(
    submissions.map(({ ref }) => ref),
    adopted.missing,
  );
  assert.equal((await view(untouched)).recordLost, false);
});

test('each case stands where the ledger says, with a timeline that says what was lost', async () => {
  const one = await view(accepted);
  assert.deepEqual([one.status, one.recordLost, one.place?.stage], ['accepted', true, 'decision']);
  assert.deepEqual(await kinds(accepted), ['recordLost', 'accepted', 'taken', 'submitted']);
  assert.deepEqual(
    one.timeline.map(({ details }) => details.restored === true),
    [false, true, true, false],
  );
  assert.equal(one.timeline[2]?.unit, one.timeline[1]?.unit);
  assert.equal((await view(asked)).status, 'supplementRequested');
  assert.equal((await view(answered)).status, 'supplementSubmitted');
  assert.deepEqual(await kinds(inHand), ['recordLost', 'taken', 'submitted']);
  await assertLawful();
});

test('nobody acts on it before somebody has looked, its applicant included; the others go on', async () => {
  const note = { ...on(asked), note: '十一月十九日' };
  await assert.rejects(answerSupplement(world, zhang, note), { code: 'cases.record-lost' });
  await assert.rejects(withdraw(world, zhang, on(accepted)), { code: 'cases.record-lost' });
  assert.equal((await view(accepted)).mayWithdraw, false);
  const { queryCode } = await view(accepted);
  const tracked = await track(world, { no: accepted, code: queryCode, address: '127.0.0.1' });
  assert.deepEqual([tracked.places, tracked.timeline[0]?.kind], [[], 'recordLost']);
  assert.equal(await take(world), untouched);
  await accept(world, clerk, on(untouched));
  await assertLawful();
});

test('whoever accepted it in what was lost still does not decide it', async () => {
  const { id } = await world.db
    .selectFrom('cases.case')
    .select('id')
    .where('short_no', '=', accepted)
    .executeTakeFirstOrThrow();
  assert.equal(await isBarred(world.db, id, clerk.officer), true);
});

test('settled cases go on at their old places: a lost list may be sent again, a lost answer is asked for once more', async () => {
  for (const no of [accepted, asked, answered, inHand]) await settleLost(world, { case: no, reason });
  await assert.rejects(settleLost(world, { case: inHand, reason }), { code: 'cases.record-not-lost' });
  assert.equal((await view(asked)).status, 'submitted');
  assert.equal((await view(answered)).status, 'supplementRequested');
  await answerSupplement(world, zhang, { ...on(answered), note: '十一月十九日' });

  assert.equal(await take(world), answered);
  await accept(world, clerk, on(answered));
  assert.equal(await take(world), asked);
  await requestSupplement(world, clerk, { ...on(asked), items: [{ text: '请写明遗失日期' }] });
  assert.equal(await take(world), inHand);
  await accept(world, clerk, on(inHand));

  await new Publisher(world, ledger).publish();
  assert.deepEqual(await takeNext(world, approver, { key: aKey() }), { case: answered });
  await decideCase(world, approver, { ...on(answered), granted: false, reason, article: reason });
  await withdraw(world, zhang, on(asked));
  await assertLawful();
});

test('a submission without a case counts as one that waits, and its numbers are given to nobody else', async () => {
  const board = await openBoard(world);
  assert.equal(board.totals.received - board.totals.accepted - 1, await notAccepted());
  const he = await resident(world, 'he-xiuying');
  const next = await filedCase(world, he);
  const { caseNo } = await caseView(world, he, next);
  assert.ok(Number(caseNo.slice(-4)) > 6, caseNo);
  const held = await publicQueue(world.db, 'gaj-acceptance');
  assert.equal(held?.open.rows.filter(({ state }) => state === 'held').length, 1);
  await withdraw(world, he, on(next));
});

async function notAccepted(): Promise<number> {
  const { rows } = await backup.ownerPool.query('select from cases."case" where n = 0');
  return rows.length;
}

test('a submission without a case is closed in public once its applicant has been found', async () => {
  const [ref = 0n] = adopted.missing;
  await settleMissing(world, ref, '申请人已凭回执重新提交');
  await assert.rejects(settleMissing(world, ref, '再次'), { code: 'cases.record-not-lost' });
  await assert.rejects(settleMissing(world, 1n, '没有'), { code: 'cases.record-not-lost' });
  assert.deepEqual(await lostRecords(world.db), { cases: [], submissions: [] });
  const after = await publicQueue(world.db, 'gaj-acceptance');
  assert.equal(after?.open.rows.filter(({ state }) => state === 'held').length, 0);
  await assertLawful();
});
