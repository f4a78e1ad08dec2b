import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { verifyFile } from '#audit';
import { InvalidInput, stoppedClock, type World } from '#kernel';
import { accessesOf, appointOfficer, grantRole, officerById, type Officer, type Resident } from '#identity';
import { Publisher } from '#ledger';
import {
  answerObjection,
  heardObjection,
  myObjections,
  objectionDesk,
  objectionFigures,
  objectionFile,
  objectionForMessage,
  objectToOrder,
  replyToObjection,
  reviewObjection,
  takeNext,
  withdraw,
  type ShortNo,
} from '#cases';
import { encodeUtf8 } from '#tlog';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { testLedger } from '../../ledger/testing.ts';
import { aKey, filedCase, officer, resident, sampleUnits, seedCity } from '../testing.ts';

const { gaj, general } = sampleUnits;
const HOUR_MS = 3_600_000;
const clock = stoppedClock('2026-11-23T02:00:00Z');
const ledger = testLedger();
const trust = { policy: ledger.policy, receiptKeys: ledger.receiptSigners.map(({ key }) => key) };
let database: TestDatabase;
let world: World & { ledger: typeof ledger };
let publisher: Publisher;
let people: { clerk: Officer; approver: Officer; bureau: Officer };
let zhang: Resident;
let first: ShortNo;
let second: ShortNo;
before(async () => {
  database = await freshDatabase();
  world = { ...testWorld(database, clock), ledger };
  publisher = new Publisher(world, ledger);
  await seedCity(world);
  people = {
    clerk: await officer(world, gaj, 'clerk'),
    approver: await officer(world, gaj, 'approver'),
    bureau: await officer(world, general, 'bureau'),
  };
  zhang = await resident(world, 'zhang-wei');
});
after(async () => database.close());
beforeEach(async () => {
  clock.advance(HOUR_MS + 1);
  first = await filedCase(world, zhang);
  second = await filedCase(world, zhang);
  await publisher.publish();
});

const words = '有人比我晚交,却先办了。';
const object = async (no: ShortNo, key = aKey()) =>
  (await objectToOrder(world, zhang, { key, case: no, words })).objection;
const end = async (...numbers: readonly ShortNo[]) => {
  for (const no of numbers) await withdraw(world, zhang, { key: aKey(), case: no });
};
const on = (objection: string) => ({ key: aKey(), objection });

async function stateOf(no: ShortNo, state: 'held' | 'waiting'): Promise<void> {
  await database.ownerPool.query(
    `update queue.ticket t set state = $2 from cases."case" c where c.id = t.case_id and c.short_no = $1 and t.state <> 'done'`,
    [no, state],
  );
}

/** Somebody with the owner's password hides the first until the second has been taken. */
async function jump(): Promise<void> {
  await stateOf(first, 'held');
  assert.deepEqual(await takeNext(world, people.clerk, { key: aKey() }), { case: second });
  await stateOf(first, 'waiting');
  await publisher.publish();
}

test('an objection freezes a signed state of the log, and the review finds the take out of turn with evidence', async () => {
  await jump();
  const id = await object(first);
  await reviewObjection(world, { objection: id });
  await reviewObjection(world, { objection: id });

  const [objection] = (await myObjections(world, zhang, first)).objections;
  assert.equal(objection?.state, 'open');
  assert.equal(objection.words, words);
  assert.equal(objection.review?.counts['out-of-turn'], 1);
  assert.deepEqual(
    objection.review.findings.map(({ code }) => code),
    ['take.out-of-turn'],
  );
  assert.equal(objection.review.passings[0]?.why, 'out-of-turn');

  const frozen = await objectionFile(world, zhang, { no: first, objection: id, file: 'checkpoint' });
  assert.deepEqual(verifyFile(encodeUtf8(frozen.body), trust).statements[0]?.values.size, String(objection.size));
  const evidence = await objectionFile(world, zhang, { no: first, objection: id, file: '1' });
  assert.equal(verifyFile(encodeUtf8(evidence.body), trust).statements[0]?.values.code, 'take.out-of-turn');
  for (const file of ['0', '2', '01', '100', 'x', '../checkpoint'])
    await assert.rejects(objectionFile(world, zhang, { no: first, objection: id, file }), { code: 'kernel.not-found' });
  await end(first, second);
});

test('where the order was kept the review says so, and one objection is open at a time', async () => {
  const key = aKey();
  const id = await object(second, key);
  assert.equal(await object(second, key), id);
  await assert.rejects(object(second), { code: 'cases.objection-open' });
  assert.equal((await myObjections(world, zhang, second)).mayObject, false);
  await reviewObjection(world, { objection: id });
  const [objection] = (await myObjections(world, zhang, second)).objections;
  assert.deepEqual([objection?.review?.passings, objection?.review?.found], [[], 0]);
  await end(first, second);
});

test('too early, too often, too short, or of somebody else: each is refused, and nothing is written', async () => {
  const early = await filedCase(world, zhang);
  await assert.rejects(object(early), { code: 'cases.objection-early' });
  await assert.rejects(objectToOrder(world, zhang, { key: aKey(), case: first, words: ' ' }), InvalidInput);
  const other = await resident(world, 'he-xiuying');
  await assert.rejects(objectToOrder(world, other, { key: aKey(), case: first, words }), { code: 'kernel.not-found' });
  await assert.rejects(myObjections(world, other, first), { code: 'kernel.not-found' });
  await publisher.publish();
  const mine = [await object(first), await object(second), await object(early)];
  const fourth = await filedCase(world, zhang);
  await publisher.publish();
  await assert.rejects(object(fourth), { code: 'kernel.too-many-attempts', status: 429 });
  for (const file of ['checkpoint', '1'])
    await assert.rejects(objectionFile(world, other, { no: first, objection: mine[0] ?? '', file }), {
      code: 'kernel.not-found',
    });
  await assert.rejects(objectionFile(world, zhang, { no: second, objection: mine[0] ?? '', file: 'checkpoint' }), {
    code: 'kernel.not-found',
  });
  await end(first, second, early, fourth);
});

test('the unit replies once, and whoever answers gives reasons that the applicant reads', async () => {
  const { clerk, approver, bureau } = people;
  const id = await object(second);
  const upheld = { ...on(id), outcome: 'upheld', text: '系统记录与公示不符。' } as const;
  await assert.rejects(answerObjection(world, bureau, upheld), { code: 'cases.objection-not-reviewed' });
  await reviewObjection(world, { objection: id });
  await assert.rejects(answerObjection(world, bureau, upheld), { code: 'cases.objection-unheard' });
  await assert.rejects(replyToObjection(world, clerk, { ...on(id), text: '按顺序取件' }), { code: 'kernel.not-found' });
  await assert.rejects(replyToObjection(world, approver, { ...on(id), text: ' ' }), InvalidInput);
  await replyToObjection(world, approver, { ...on(id), text: '按顺序取件,没有插队。' });
  await assert.rejects(replyToObjection(world, approver, { ...on(id), text: '补充' }), {
    code: 'cases.objection-replied',
  });
  await assert.rejects(answerObjection(world, approver, upheld), { code: 'kernel.not-found' });
  await answerObjection(world, bureau, upheld);
  await assert.rejects(answerObjection(world, bureau, { ...upheld, key: aKey() }), {
    code: 'cases.objection-answered',
  });

  const { objections, mayObject } = await myObjections(world, zhang, second);
  const [objection] = objections;
  assert.equal(objection?.state, 'upheld');
  assert.deepEqual([objection.reply?.text, objection.answer?.text], ['按顺序取件,没有插队。', upheld.text]);
  assert.equal(mayObject, true);
  const message = await objectionForMessage(world, id);
  assert.deepEqual([message?.kind, message?.no, message?.person], ['objectionAnswered', second, zhang.person]);
  assert.equal((await objectionFigures(world.db)).upheld, 1);
  await end(first, second);
});

test('a unit that says nothing is not waited for longer than its time; what is not upheld needs no wait', async () => {
  const silent = await object(first);
  const groundless = await object(second);
  for (const objection of [silent, groundless]) await reviewObjection(world, { objection });
  await answerObjection(world, people.bureau, { ...on(groundless), outcome: 'notUpheld', text: '顺序没有错。' });
  clock.advance(48 * HOUR_MS - 1);
  const upheld = { ...on(silent), outcome: 'upheld', text: '单位没有说明。' } as const;
  await assert.rejects(answerObjection(world, people.bureau, upheld), { code: 'cases.objection-unheard' });
  clock.advance(1);
  await answerObjection(world, people.bureau, upheld);
  await assert.rejects(replyToObjection(world, people.approver, { ...on(silent), text: '来晚了' }), {
    code: 'cases.objection-answered',
  });
  await end(first, second);
});

test('nobody answers who has acted on the case in any post, or whose own unit it concerns', async () => {
  const { clerk, bureau } = people;
  assert.deepEqual(await takeNext(world, clerk, { key: aKey() }), { case: first });
  const id = await object(first);
  await reviewObjection(world, { objection: id });
  const { person } = await officerById(world.db, clerk.officer);
  const post = await appointOfficer(world, { person, unit: bureau.unit });
  await grantRole(world, post, { role: 'bureau', unit: bureau.unit, region: '530700' });
  const promoted = { ...bureau, officer: post };
  const answer = { ...on(id), outcome: 'notUpheld', text: '没有问题。' } as const;
  await assert.rejects(answerObjection(world, promoted, answer), { code: 'cases.objection-own-act' });
  assert.equal((await heardObjection(world, promoted, id)).answering, 'cases.objection-own-act');

  const insider = { ...bureau, unit: clerk.unit };
  await assert.rejects(answerObjection(world, insider, answer), { code: 'cases.objection-own-unit' });
  assert.equal((await heardObjection(world, bureau, id)).answering, 'may');
  await end(first, second);
});

test('those who hear it see it in their list, each look is on record, and everybody else sees nothing', async () => {
  const { clerk, approver, bureau } = people;
  const id = await object(first);
  await reviewObjection(world, { objection: id });
  assert.deepEqual(await objectionDesk(world, clerk), []);
  await assert.rejects(heardObjection(world, clerk, id), { code: 'kernel.not-found' });
  await assert.rejects(heardObjection(world, bureau, 'x'), { code: 'kernel.not-found' });
  const [card] = await objectionDesk(world, approver);
  assert.deepEqual([card?.id, card?.no, card?.state, card?.jumps], [id, first, 'open', 0]);
  assert.equal((await objectionDesk(world, bureau))[0]?.id, id);

  const view = await heardObjection(world, approver, id);
  assert.deepEqual([view.words, view.mayReply, view.answering], [words, true, undefined]);
  const [access] = await accessesOf(world.db, zhang.person);
  assert.deepEqual([access?.purpose, access?.case], ['desk.purpose.objection', first]);
  await end(first, second);
});

test('what was written down about an objection can neither be changed nor read in the tables', async () => {
  for (const table of ['objection', 'objection_review', 'objection_reply', 'objection_answer'])
    await assert.rejects(database.ownerPool.query(`delete from cases.${table}`), /append-only|changed/);
  const { rows } = await database.ownerPool.query<{ text: string }>('select o::text as text from cases.objection o');
  const readable = Buffer.from('有人比我晚交').toString('hex');
  assert.ok(rows.length > 0 && rows.every(({ text }) => !text.includes(readable)));
});
