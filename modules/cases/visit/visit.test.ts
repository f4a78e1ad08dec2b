import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inspect } from 'node:util';
import { checkFairness } from '#audit';
import { stoppedClock, type World } from '#kernel';
import { accessesOf, endRole, type Officer, type Resident, type Role } from '#identity';
import { readLeaves } from '#ledger';
import {
  accept,
  caseView,
  decideCase,
  passStage,
  planVisit,
  release,
  signVisit,
  taskView,
  visitRecord,
  visitRecords,
  writeVisit,
  type ShortNo,
} from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { aKey, filedCase, newOfficer, officer, resident, sampleUnits, seedCity, takeNext } from '../testing.ts';
import { visitObstacle } from './visit.ts';

const { gaj } = sampleUnits;
const XFJ = '11530700DEMA00195Q';
const clock = stoppedClock('2026-11-23T02:00:00Z');
let database: TestDatabase;
let world: World;
let zhang: Resident;
let police: Officer;
let fire: Officer;
let no: ShortNo;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, clock);
  await seedCity(world);
  zhang = await resident(world, 'zhang-wei');
  police = await officer(world, gaj, 'examiner');
  fire = await officer(world, XFJ, 'examiner');
  no = await hotelBeforeItsVisit();
});
after(async () => database.close());

async function take(unit: string, role: Role): Promise<Officer> {
  const who = await officer(world, unit, role);
  await takeNext(world, who, { key: aKey() });
  return who;
}

const on = (key = aKey()) => ({ key, case: no });
const agree = { outcome: 'agree', opinion: '符合要求' } as const;

/** A hotel on which both departments have agreed, with the visit in the hand of the police. */
async function hotelBeforeItsVisit(): Promise<ShortNo> {
  const filed = await filedCase(world, zhang, 'LJ-GA-010');
  await accept(world, await take(gaj, 'clerk'), { key: aKey(), case: filed });
  await passStage(world, await take(XFJ, 'examiner'), { key: aKey(), case: filed, ...agree });
  await passStage(world, await take(gaj, 'examiner'), { key: aKey(), case: filed, ...agree });
  await take(gaj, 'examiner');
  return filed;
}

const visit = async () => {
  const { visit: view, stage } = await taskView(world, police, no);
  assert.ok(view);
  return { ...view, n: stage.n };
};

async function record(more: Partial<Parameters<typeof writeVisit>[2]> = {}) {
  const { version, checklist } = await visit();
  return {
    ...on(),
    version,
    on: '2026-11-23',
    time: '09:30',
    place: '雪柳巷 20 号',
    present: '申请人',
    findings: '现场与申请一致。',
    points: checklist.map(() => ({ answer: 'yes' as const, remark: '' })),
    inspectors: [police.officer, fire.officer],
    ...more,
  };
}

const fields = (error: unknown) =>
  error instanceof Error && 'problems' in error
    ? (error.problems as { field: string; code: string }[]).map(({ field, code }) => `${field} ${code}`)
    : [String(error)];

async function problemsOf(more: Partial<Parameters<typeof writeVisit>[2]>): Promise<readonly string[]> {
  return writeVisit(world, police, await record(more)).then(() => ['written'], fields);
}

test('the applicant is told the day of a visit, and again when it is set anew', async () => {
  const plan = { time: '14:30', place: '雪柳巷 20 号' };
  await assert.rejects(planVisit(world, police, { ...on(), ...plan, on: '2026-11-22', version: 0 }), {
    name: 'InvalidInput',
  });
  await planVisit(world, police, { ...on(), ...plan, on: '2026-11-24', version: 0 });
  await assert.rejects(planVisit(world, police, { ...on(), ...plan, on: '2026-11-25', version: 0 }), {
    code: 'cases.visit-changed',
  });
  await planVisit(world, police, { ...on(), ...plan, on: '2026-11-25', version: 1 });

  const { visits } = await caseView(world, zhang, no);
  assert.deepEqual(
    visits.map((each) => [each.on.toString(), each.time, each.place, each.state, each.departments]),
    [['2026-11-25', '14:30', '雪柳巷 20 号', 'planned', ['市公安局', '市消防救援支队']]],
  );
  await assert.rejects(passStage(world, police, { ...on(), ...agree }), { code: 'cases.visit-unrecorded' });
});

test('a record names enough people of every department, explains what is not so, and is of a day that was', async () => {
  assert.deepEqual(await problemsOf({ inspectors: [police.officer] }), ['inspectors cases.visit-inspectors-few']);
  const second = await newOfficer(world, { unit: gaj, role: 'examiner' });
  assert.deepEqual(await problemsOf({ inspectors: [police.officer, second.officer] }), [
    'inspectors cases.visit-department-absent',
  ]);
  const clerk = await officer(world, gaj, 'clerk');
  assert.deepEqual(await problemsOf({ inspectors: [clerk.officer, fire.officer] }), [
    'inspectors cases.visit-inspector-barred',
  ]);
  await endRole(world, second.officer, 'examiner');
  assert.deepEqual(await problemsOf({ inspectors: [second.officer, fire.officer] }), [
    'inspectors cases.visit-inspector-barred',
  ]);
  assert.deepEqual(await problemsOf({ on: '2026-11-24' }), ['on cases.visit-day']);
  assert.deepEqual(await problemsOf({ on: '2026-11-22' }), ['on cases.visit-day']);
  const [first, ...others] = (await record()).points;
  assert.ok(first);
  assert.deepEqual(await problemsOf({ points: [{ answer: 'no', remark: '' }, ...others] }), [
    'points.0.remark kernel.invalid',
  ]);
  assert.deepEqual(await problemsOf({ points: others }), ['points.3.answer kernel.missing']);
});

test('each of those named signs the same version; a record that is written anew has no signatures', async () => {
  const first = await record();
  await writeVisit(world, police, first);
  await writeVisit(world, police, first);
  const { version, n, signers, obstacle } = await visit();
  assert.equal(version, 3, 'sent twice, it is one version');
  assert.deepEqual([signers.length, obstacle], [2, 'cases.visit-unsigned']);
  await assert.rejects(passStage(world, police, { ...on(), ...agree }), { code: 'cases.visit-unsigned' });

  const [card] = await visitRecords(world, fire);
  assert.deepEqual([card?.no, card?.n, card?.signedAt], [no, n, undefined]);
  assert.equal(inspect(card).includes('现场与申请一致'), false);
  const read = await visitRecord(world, fire, { no, n });
  assert.equal(read.record.findings, '现场与申请一致。');
  const [look] = await accessesOf(world.db, zhang.person);
  assert.deepEqual([look?.purpose, look?.fields], ['desk.purpose.visit', ['visit']]);

  await signVisit(world, fire, { ...on(), n, version });
  await assert.rejects(signVisit(world, fire, { ...on(), n, version }), { code: 'cases.visit-signed' });
  await assert.rejects(passStage(world, police, { ...on(), ...agree }), { code: 'cases.visit-unsigned' });

  await writeVisit(world, police, await record({ findings: '现场与申请一致，已拍照。' }));
  await assert.rejects(signVisit(world, police, { ...on(), n, version }), { code: 'cases.visit-changed' });
  assert.deepEqual(
    (await visit()).signers.map(({ signedAt }) => signedAt),
    [undefined, undefined],
  );
});

test('nobody else reads or signs a record, and of two who sign or write at once one counts', async () => {
  const { n, version } = await visit();
  const stranger = await newOfficer(world, { unit: XFJ, role: 'examiner' });
  await assert.rejects(visitRecord(world, stranger, { no, n }), { code: 'kernel.not-found' });
  await assert.rejects(signVisit(world, stranger, { ...on(), n, version }), { code: 'kernel.not-found' });
  await assert.rejects(visitRecord(world, fire, { no, n: n - 1 }), { code: 'kernel.not-found' });
  await assert.rejects(writeVisit(world, fire, await record()), { code: 'kernel.not-found' });

  const twice = await Promise.allSettled([0, 1].map(async () => signVisit(world, fire, { ...on(), n, version })));
  assert.equal(twice.filter(({ status }) => status === 'fulfilled').length, 1);
  const both = await Promise.allSettled([record(), record()].map(async (one) => writeVisit(world, police, await one)));
  assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1);
  assert.equal((await visit()).version, version + 1);
});

test('the record outlives whoever wrote it: given back and taken again, the task goes on where it was', async () => {
  const { version } = await visit();
  await release(world, police, { ...on(), reason: 'absence' });
  await take(gaj, 'examiner');
  assert.equal((await visit()).version, version);
});

test('signed by all the task ends; who signed does not decide; the applicant learns the outcome and no names', async () => {
  const { n, version } = await visit();
  await signVisit(world, fire, { ...on(), n, version });
  await signVisit(world, police, { ...on(), n, version });
  assert.equal((await visit()).obstacle, undefined);
  assert.equal((await caseView(world, zhang, no)).visits[0]?.state, 'recorded');
  await passStage(world, police, { ...on(), ...agree });

  const view = await caseView(world, zhang, no);
  assert.deepEqual(
    view.visits.map(({ state, outcome, inspectors }) => [state, outcome, inspectors]),
    [['done', 'agree', 2]],
  );
  const text = inspect(view.visits, { depth: null });
  for (const { name } of (await visitNames()).values()) assert.equal(text.includes(name), false);
  await assert.rejects(visitRecord(world, fire, { no, n }), { code: 'kernel.not-found' });
  assert.deepEqual(await visitRecords(world, fire), []);
  const { rows } = await database.ownerPool.query<{ officer_id: string }>(
    `select b.officer_id from queue.bar b join cases."case" c on c.id = b.case_id
     where c.short_no = $1 and b.stage = 'decision'`,
    [no],
  );
  assert.ok([police, fire].every((who) => rows.some(({ officer_id }) => officer_id === who.officer)));
  const approver = await take(gaj, 'approver');
  await decideCase(world, approver, { ...on(), granted: true, reason: '符合条件', article: '第四条' });
  const leaves = await readLeaves(world.db, 0n, 10_000);
  assert.deepEqual(checkFairness(leaves.map(({ bytes }) => bytes)), []);
});

async function visitNames() {
  const { namesOf } = await import('./visit-task.ts');
  return namesOf(world, [police.officer, fire.officer]);
}

test('a visit is done when it is on record, enough were there, and each of them has signed', () => {
  const at = clock.now();
  const signed = { officer: police.officer, signedAt: at };
  const open = { officer: fire.officer };
  assert.equal(visitObstacle(2, undefined), 'cases.visit-unrecorded');
  assert.equal(visitObstacle(2, { kind: 'plan', signers: [] }), 'cases.visit-unrecorded');
  assert.equal(visitObstacle(2, { kind: 'record', signers: [signed, open] }), 'cases.visit-unsigned');
  assert.equal(visitObstacle(2, { kind: 'record', signers: [signed] }), 'cases.visit-unsigned');
  assert.equal(visitObstacle(2, { kind: 'record', signers: [signed, signed, open] }), 'cases.visit-unsigned');
  assert.equal(visitObstacle(2, { kind: 'record', signers: [signed, signed] }), undefined);
});
