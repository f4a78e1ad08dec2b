import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { InvalidInput, stoppedClock, type World } from '#kernel';
import { endRole, grantRole } from '#identity';
import { checkFairness } from '#audit';
import { readLeaves } from '#ledger';
import { assign, poolsOf } from '#queue';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import {
  accept,
  answerSupplement,
  attach,
  caseView,
  decideCase,
  deliver,
  deskView,
  draftView,
  openBoard,
  openQueue,
  passStage,
  refuse,
  release,
  releaseVanished,
  requestSupplement,
  saveDraftPage,
  submit,
  taskView,
  track,
  withdraw,
} from '#cases';
import {
  aKey,
  anAsset,
  filedCase,
  filledDraft,
  nothingToReport,
  officer,
  resident,
  sampleUnits,
  seedCity,
  takeNext,
} from './testing.ts';

const clock = stoppedClock('2026-11-23T02:00:00Z');
const { gaj, general } = sampleUnits;
let database: TestDatabase;
let world: World;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, clock);
  await seedCity(world);
});
after(async () => database.close());

const act = (no: string) => ({ key: aKey(), case: no });

test('a case travels from filing through one supplement to delivery, and the ledger shows nothing out of turn', async () => {
  const zhang = await resident(world, 'zhang-wei');
  const no = await filedCase(world, zhang);
  assert.equal((await caseView(world, zhang, no)).place?.ahead, 0);

  const clerk = await officer(world, gaj, 'clerk');
  assert.deepEqual(await takeNext(world, clerk, { key: aKey() }), { case: no });
  const task = await taskView(world, clerk, no);
  assert.deepEqual(task.acts, ['accept', 'request-supplement', 'refuse', 'hand-over', 'release']);
  await requestSupplement(world, clerk, { ...act(no), items: [{ material: 1, text: '照片背景须为白色' }] });

  const asked = await caseView(world, zhang, no);
  assert.equal(asked.status, 'supplementRequested');
  assert.equal(asked.supplement?.dueOn.toString(), '2026-12-14');
  await assert.rejects(answerSupplement(world, zhang, act(no)), InvalidInput);
  await attach(world, zhang, { target: { case: no, item: 0 }, asset: await anAsset(world, zhang.person) });
  await answerSupplement(world, zhang, act(no));

  await takeNext(world, clerk, { key: aKey() });
  await accept(world, clerk, act(no));
  const approver = await officer(world, gaj, 'approver');
  await takeNext(world, approver, { key: aKey() });
  await decideCase(world, approver, { ...act(no), granted: true, reason: '符合条件', article: '居民身份证法第十一条' });
  await takeNext(world, clerk, { key: aKey() });
  await deliver(world, clerk, { ...act(no), method: 'mail' });

  const done = await caseView(world, zhang, no);
  assert.equal(done.status, 'delivered');
  assert.equal(done.outcome?.article, '居民身份证法第十一条');
  const seen = await track(world, { no, code: done.queryCode, address: '127.0.0.1' });
  assert.equal(seen.status, 'delivered');
  await assertLawful();
});

test('a draft becomes one case, however often and under however many keys it is submitted at once', async () => {
  const viewer = await resident(world, 'he-xiuying');
  const draft = await filledDraft(world, viewer);
  const key = aKey();
  const keys = [key, key, key, aKey(), aKey(), aKey()];
  const answers = await Promise.all(keys.map((one) => submit(world, viewer, { draft, key: one, declared: true })));
  assert.equal(new Set(answers.map((answer) => answer.case)).size, 1);
  await withdraw(world, viewer, act(answers[0]?.case ?? ''));
});

test('an incomplete or undeclared application is not filed and leaves no trace', async () => {
  const viewer = await resident(world, 'he-xiuying');
  const draft = await filledDraft(world, viewer);
  const before = await openBoard(world);
  await assert.rejects(submit(world, viewer, { draft, key: aKey(), declared: false }), InvalidInput);
  const [first] = (await draftView(world, viewer, draft)).pages;
  await saveDraftPage(world, viewer, { draft, page: first?.id ?? '', input: {} });
  await assert.rejects(submit(world, viewer, { draft, key: aKey(), declared: true }), InvalidInput);
  assert.deepEqual(await openBoard(world), before);
  assert.ok((await draftView(world, viewer, draft)).problems.length > 0);
});

test('whoever accepted a case cannot decide it, even with nobody else in the queue', async () => {
  const viewer = await resident(world, 'mu-yulong');
  const no = await filedCase(world, viewer);
  const clerk = await officer(world, gaj, 'clerk');
  const approver = await officer(world, gaj, 'approver');
  await grantRole(world, clerk.officer, { role: 'approver', unit: clerk.unit, region: '530700' });
  await assign(world, clerk.officer, ['gaj-decision']);
  assert.ok((await poolsOf(world.db, clerk.officer)).some(({ code }) => code === 'gaj-decision'));
  await takeNext(world, clerk, { key: aKey() });
  await accept(world, clerk, act(no));
  await assert.rejects(takeNext(world, clerk, { key: aKey() }), { code: 'queue.empty' });
  await takeNext(world, approver, { key: aKey() });
  await decideCase(world, approver, { ...act(no), granted: false, reason: '不符合条件', article: '第十一条' });
  assert.equal((await caseView(world, viewer, no)).status, 'denied');
  await endRole(world, clerk.officer, 'approver');
});

test('an officer holds one task, sees no other case, and cannot act on what is not in hand', async () => {
  const viewer = await resident(world, 'mu-yulong');
  const first = await filedCase(world, viewer);
  const second = await filedCase(world, viewer);
  const clerk = await officer(world, gaj, 'clerk');
  await takeNext(world, clerk, { key: aKey() });
  await assert.rejects(takeNext(world, clerk, { key: aKey() }), { code: 'queue.hands-full' });
  await assert.rejects(taskView(world, clerk, second), { code: 'kernel.not-found' });
  await assert.rejects(accept(world, clerk, act(second)), { code: 'kernel.not-found' });
  const approver = await officer(world, gaj, 'approver');
  await assert.rejects(accept(world, approver, act(first)), { code: 'kernel.not-found' });
  await refuse(world, clerk, { ...act(first), reason: '不属于本机关职权', remedy: '可以申请行政复议' });
  await takeNext(world, clerk, { key: aKey() });
  await release(world, clerk, { ...act(second), reason: 'absence' });
  await withdraw(world, viewer, act(second));
});

test('the line of stages says where a case ended, and what it never came to', async () => {
  const viewer = await resident(world, 'mu-yulong');
  const steps = async (no: string) => (await caseView(world, viewer, no)).steps.map(({ state }) => state);
  const no = await filedCase(world, viewer);
  assert.deepEqual(await steps(no), ['now', 'later', 'later']);
  await withdraw(world, viewer, act(no));
  assert.deepEqual(await steps(no), ['stopped', 'never', 'never']);

  const clerk = await officer(world, gaj, 'clerk');
  const refused = await filedCase(world, viewer);
  assert.deepEqual(await takeNext(world, clerk, { key: aKey() }), { case: refused });
  await refuse(world, clerk, { ...act(refused), reason: '不属于本机关职权', remedy: '可以申请行政复议' });
  assert.deepEqual(await steps(refused), ['done', 'never', 'never']);
});

test('a clerk who vanishes gives the task back to its place, and a recused one never meets it again', async () => {
  const viewer = await resident(world, 'mu-yulong');
  const first = await filedCase(world, viewer);
  await filedCase(world, viewer);
  const clerk = await officer(world, gaj, 'clerk');
  await takeNext(world, clerk, { key: aKey() });
  clock.advance(59 * 60_000);
  assert.equal(await releaseVanished({ ...world, log: nothingToReport }), 0);
  clock.advance(2 * 60_000);
  assert.equal(await releaseVanished({ ...world, log: nothingToReport }), 1);
  assert.deepEqual(await takeNext(world, clerk, { key: aKey() }), { case: first });
  await release(world, clerk, { ...act(first), reason: 'recusal' });
  const next = await takeNext(world, clerk, { key: aKey() });
  assert.notEqual(next.case, first);
  assert.equal((await deskView(world, clerk)).inHand?.no, next.case);
  await release(world, clerk, { ...act(next.case), reason: 'hand-over' });
  await assertLawful();
});

test('an act repeated with its key is done once; the same key for another act is refused', async () => {
  const viewer = await resident(world, 'yang-amei');
  const no = await filedCase(world, viewer, 'LJ-SF-001');
  const clerk = await officer(world, general, 'clerk');
  const key = aKey();
  const both = await Promise.all([takeNext(world, clerk, { key }), takeNext(world, clerk, { key })]);
  assert.deepEqual(both, [{ case: no }, { case: no }]);
  const acceptKey = aKey();
  await accept(world, clerk, { key: acceptKey, case: no });
  await accept(world, clerk, { key: acceptKey, case: no });
  const examiner = await officer(world, general, 'examiner');
  await takeNext(world, examiner, { key: aKey() });
  const passKey = aKey();
  await passStage(world, examiner, { key: passKey, case: no, outcome: 'agree', opinion: '材料属实' });
  await assert.rejects(
    passStage(world, examiner, { key: passKey, case: no, outcome: 'agree', opinion: '另一个意见' }),
    {
      code: 'idempotency.mismatch',
    },
  );
  await assertLawful();
});

test('another resident’s case, draft and a number that does not exist look the same', async () => {
  const owner = await resident(world, 'yang-amei');
  const other = await resident(world, 'zhang-wei');
  const no = await filedCase(world, owner);
  const draft = await filledDraft(world, owner);
  const attempts = [
    () => caseView(world, other, no),
    () => caseView(world, other, 'LJ261123999999X'),
    () => draftView(world, other, draft),
    () => draftView(world, other, 'nonsense'),
    () => withdraw(world, other, act(no)),
    () => submit(world, other, { draft, key: aKey(), declared: true }),
  ];
  for (const attempt of attempts) await assert.rejects(attempt, { code: 'kernel.not-found', status: 404 });
});

test('nothing of what was filed can be read in the tables', async () => {
  const viewer = await resident(world, 'zhang-wei');
  const draft = await filledDraft(world, viewer);
  const { answers } = await draftView(world, viewer, draft);
  assert.ok(Object.values(answers).includes('张蔚'));
  await filedCase(world, viewer);
  for (const table of ['cases."case"', 'cases.draft', 'cases.event', 'cases.supplement', 'ledger.leaf']) {
    const { rows } = await database.ownerPool.query<{ text: string }>(`select t::text as text from ${table} t`);
    const all = rows.map(({ text }) => text).join('\n');
    for (const secret of ['张蔚', Buffer.from('张蔚').toString('hex'), '530799198803120015'])
      assert.ok(!all.includes(secret), `${table} shows ${secret}`);
  }
});

test('the open board counts and the open queue lists, without a person or a service', async () => {
  const board = await openBoard(world);
  assert.ok(board.totals.received >= 8);
  const queue = await openQueue(world, 'gaj-acceptance');
  assert.ok(queue && queue.open.rows.length > 0);
  const shown = new Set(queue.open.rows.flatMap((ticket) => Object.keys(ticket)));
  assert.deepEqual([...shown].toSorted(), ['enteredAt', 'lane', 'n', 'qn', 'ref', 'state']);
});

async function assertLawful(): Promise<void> {
  const leaves = await readLeaves(world.db, 0n, 10_000);
  assert.deepEqual(
    leaves.map(({ index }) => index),
    leaves.map((_, place) => BigInt(place)),
  );
  assert.deepEqual(checkFairness(leaves.map(({ bytes }) => bytes)), []);
}
