import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { verifyFile } from '#audit';
import { InvalidInput } from '#kernel';
import { accessesOf, appointOfficer, grantRole, officerById, type Resident } from '#identity';
import type { Publisher } from '#ledger';
import {
  answerObjection,
  heardFile,
  heardObjection,
  myObjections,
  objectionDesk,
  objectionFigures,
  objectionFile,
  messageFacts,
  objectToOrder,
  replyToObjection,
  reviewObjection,
  takeNext,
  type ShortNo,
} from '#cases';
import { encodeUtf8 } from '#tlog';
import type { TestDatabase } from '#testing/fresh-database';
import { aKey, filedCase, resident } from '../testing.ts';
import { Hall, HOUR_MS, on, words } from './testing.ts';

let hall: Hall;
let database: TestDatabase;
let world: Hall['world'];
let publisher: Publisher;
let people: Hall['people'];
let zhang: Resident;
let clock: Hall['clock'];
let first: ShortNo;
let second: ShortNo;
before(async () => {
  hall = await Hall.open();
  ({ database, world, publisher, people, zhang, clock } = hall);
});
after(async () => hall.database.close());
beforeEach(async () => {
  [first, second] = await hall.filed();
});

/** What a stranger believes. */
const trusted = () => ({
  policy: hall.ledger.policy,
  receiptKeys: hall.ledger.receiptSigners.map(({ key }) => key),
});

test('an objection freezes a signed state of the log, and the review finds the take out of turn with evidence', async () => {
  await hall.jump([first, second]);
  const id = await hall.object(first);
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
  assert.deepEqual(verifyFile(encodeUtf8(frozen.body), trusted()).statements[0]?.values.size, String(objection.size));
  const evidence = await objectionFile(world, zhang, { no: first, objection: id, file: '1' });
  assert.equal(verifyFile(encodeUtf8(evidence.body), trusted()).statements[0]?.values.code, 'take.out-of-turn');
  for (const file of ['0', '2', '01', '100', 'x', '../checkpoint'])
    await assert.rejects(objectionFile(world, zhang, { no: first, objection: id, file }), { code: 'kernel.not-found' });
  await hall.end(first, second);
});

test('where the order was kept the review says so, and one objection is open at a time', async () => {
  const key = aKey();
  const id = await hall.object(second, key);
  assert.equal(await hall.object(second, key), id);
  await assert.rejects(hall.object(second), { code: 'cases.objection-open' });
  assert.equal((await myObjections(world, zhang, second)).mayObject, false);
  await reviewObjection(world, { objection: id });
  const [objection] = (await myObjections(world, zhang, second)).objections;
  assert.deepEqual([objection?.review?.passings, objection?.review?.found], [[], 0]);
  await hall.end(first, second);
});

test('too early, too often, too short, or of somebody else: each is refused, and nothing is written', async () => {
  const early = await filedCase(world, zhang);
  await assert.rejects(hall.object(early), { code: 'cases.objection-early' });
  await assert.rejects(objectToOrder(world, zhang, { key: aKey(), case: first, words: ' ' }), InvalidInput);
  const other = await resident(world, 'he-xiuying');
  await assert.rejects(objectToOrder(world, other, { key: aKey(), case: first, words }), { code: 'kernel.not-found' });
  await assert.rejects(myObjections(world, other, first), { code: 'kernel.not-found' });
  await publisher.publish();
  const mine = [await hall.object(first), await hall.object(second), await hall.object(early)];
  const fourth = await filedCase(world, zhang);
  await publisher.publish();
  await assert.rejects(hall.object(fourth), { code: 'kernel.too-many-attempts', status: 429 });
  for (const file of ['checkpoint', '1'])
    await assert.rejects(objectionFile(world, other, { no: first, objection: mine[0] ?? '', file }), {
      code: 'kernel.not-found',
    });
  await assert.rejects(objectionFile(world, zhang, { no: second, objection: mine[0] ?? '', file: 'checkpoint' }), {
    code: 'kernel.not-found',
  });
  await hall.end(first, second, early, fourth);
});

test('the unit replies once, and whoever answers gives reasons that the applicant reads', async () => {
  const { clerk, approver, bureau } = people;
  const id = await hall.object(second);
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
  const message = await messageFacts(world, { objection: id });
  assert.deepEqual([message?.kind, message?.no, message?.person], ['objectionAnswered', second, zhang.person]);
  assert.equal((await objectionFigures(world.db)).upheld, 1);
  await hall.end(first, second);
});

test('a unit that says nothing is not waited for longer than its time; what is not upheld needs no wait', async () => {
  const silent = await hall.object(first);
  const groundless = await hall.object(second);
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
  await hall.end(first, second);
});

test('nobody answers who has acted on the case in any post, or whose own unit it concerns', async () => {
  const { clerk, bureau } = people;
  assert.deepEqual(await takeNext(world, clerk, { key: aKey() }), { case: first });
  const id = await hall.object(first);
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
  await hall.end(first, second);
});

test('those who hear it see it in their list, each look is on record, and everybody else sees nothing', async () => {
  const { clerk, approver, bureau } = people;
  const id = await hall.object(first);
  await reviewObjection(world, { objection: id });
  assert.deepEqual(await objectionDesk(world, clerk), []);
  await assert.rejects(heardObjection(world, clerk, id), { code: 'kernel.not-found' });
  await assert.rejects(heardObjection(world, bureau, 'x'), { code: 'kernel.not-found' });
  const card = (await objectionDesk(world, approver)).find((one) => one.id === id);
  assert.deepEqual([card?.id, card?.no, card?.state, card?.jumps], [id, first, 'open', 0]);
  const waiting = (await objectionDesk(world, bureau)).filter(({ state }) => state === 'open');
  assert.deepEqual(
    waiting.map(({ at }) => at.getTime()),
    waiting.map(({ at }) => at.getTime()).toSorted((one, other) => one - other),
  );
  assert.ok(waiting.some((one) => one.id === id));
  const frozen = await heardFile(world, bureau, { objection: id, file: 'checkpoint' });
  assert.equal(frozen.body, (await objectionFile(world, zhang, { no: first, objection: id, file: 'checkpoint' })).body);
  await assert.rejects(heardFile(world, clerk, { objection: id, file: 'checkpoint' }), { code: 'kernel.not-found' });

  const view = await heardObjection(world, approver, id);
  assert.deepEqual([view.words, view.mayReply, view.answering], [words, true, undefined]);
  const [access] = await accessesOf(world.db, zhang.person);
  assert.deepEqual([access?.purpose, access?.case], ['desk.purpose.objection', first]);
  await hall.end(first, second);
});

test('what was written down about an objection can neither be changed nor read in the tables', async () => {
  for (const table of ['objection', 'objection_review', 'objection_reply', 'objection_answer'])
    await assert.rejects(database.ownerPool.query(`delete from cases.${table}`), /append-only|changed/);
  const { rows } = await database.ownerPool.query<{ text: string }>('select o::text as text from cases.objection o');
  const readable = Buffer.from('有人比我晚交').toString('hex');
  assert.ok(rows.length > 0 && rows.every(({ text }) => !text.includes(readable)));
});
