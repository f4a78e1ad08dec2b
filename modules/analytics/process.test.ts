import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accept, decideCase, deliver, passStage, refuse, withdraw, type ShortNo } from '#cases';
import { itemById, type ItemId } from '#catalogue';
import type { Officer, Resident, Role } from '#identity';
import { stoppedClock, type World } from '#kernel';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { aKey, filedCase, officer, resident, sampleUnits, seedCity, takeNext, visited } from '../cases/testing.ts';
import { processOf, type Process } from '#analytics';

const clock = stoppedClock('2026-11-23T02:00:00Z');
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const { gaj } = sampleUnits;
const XFJ = '11530700DEMA00195Q';
const HOTEL = 'LJ-GA-010';
let database: TestDatabase;
let world: World;
let zhang: Resident;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, clock);
  await seedCity(world);
  zhang = await resident(world, 'zhang-wei');
});
after(async () => database.close());

const on = (no: ShortNo) => ({ key: aKey(), case: no });
const decision = { reason: '符合条件', article: '《旅馆业治安管理办法》第四条' };

async function take(unit: string, role: Role): Promise<Officer> {
  const who = await officer(world, unit, role);
  await takeNext(world, who, { key: aKey() });
  return who;
}

/** A hotel (旅馆业特种行业许可) is taken after a day and accepted half a day later; two departments have it at once. */
async function acceptedHotel(): Promise<ShortNo> {
  const no = await filedCase(world, zhang, HOTEL);
  clock.advance(DAY_MS);
  const clerk = await take(gaj, 'clerk');
  clock.advance(12 * HOUR_MS);
  await accept(world, clerk, on(no));
  return no;
}

async function grantedHotel(): Promise<void> {
  const no = await acceptedHotel();
  const fire = await take(XFJ, 'examiner');
  await passStage(world, fire, { ...on(no), outcome: 'agree', opinion: '疏散通道符合要求' });
  await passStage(world, await take(gaj, 'examiner'), { ...on(no), outcome: 'agree', opinion: '符合' });
  const visitor = await take(gaj, 'examiner');
  clock.advance(6 * HOUR_MS);
  await visited(world, visitor, no);
  await passStage(world, visitor, { ...on(no), outcome: 'agree', opinion: '现场一致' });
  await decideCase(world, await take(gaj, 'approver'), { ...on(no), granted: true, ...decision });
  await deliver(world, await take(gaj, 'clerk'), { ...on(no), method: 'window', note: '' });
}

async function deniedHotel(): Promise<void> {
  const no = await acceptedHotel();
  const object = { outcome: 'object', ground: 'safety', article: '《建筑设计防火规范》5.5.8' } as const;
  await passStage(world, await take(XFJ, 'examiner'), { ...on(no), ...object, opinion: '没有第二安全出口' });
  await passStage(world, await take(gaj, 'examiner'), { ...on(no), outcome: 'agree', opinion: '其余符合' });
  await decideCase(world, await take(gaj, 'approver'), { ...on(no), granted: false, ...decision });
}

async function hotels(): Promise<Process> {
  const item = await itemById(world.db, HOTEL as ItemId);
  if (item === undefined) assert.fail('There is no such item.');
  return processOf(world.db, item);
}

test('a service nobody has finished has a drawing and no figures', async () => {
  const { figures, span } = await hotels();
  assert.equal(figures.cases, 0);
  assert.equal(span, undefined);
  assert.ok(figures.steps.every(({ entered, waiting }) => entered === 0 && waiting.median === undefined));
});

test('what happened to real cases is counted at every step and on every flow', async () => {
  await grantedHotel();
  await deniedHotel();
  const left = await acceptedHotel();
  await withdraw(world, zhang, { ...on(left), reason: '' });
  const refused = await filedCase(world, zhang, HOTEL);
  await refuse(world, await take(gaj, 'clerk'), { ...on(refused), reason: '不属于本机关', remedy: '六十日内复议' });

  const { figures, examples } = await hotels();
  assert.deepEqual([figures.cases, figures.unclear], [4, 0]);
  const steps = new Map(figures.steps.map((step) => [step.step, step]));
  const cases = (step: string) => [steps.get(step)?.entered, steps.get(step)?.finished];
  assert.deepEqual(cases('#acceptance'), [4, 4]);
  assert.deepEqual(cases('fire'), [3, 2]);
  assert.deepEqual(cases('join'), [2, 2]);
  assert.deepEqual(cases('visit'), [1, 1]);
  assert.deepEqual(cases('#decision'), [2, 2]);
  assert.deepEqual(cases('#delivery'), [1, 1]);

  const flows = new Map(figures.edges.map(({ flow, times }) => [flow, times]));
  const taken = (...ids: readonly string[]) => ids.map((id) => flows.get(id));
  assert.deepEqual(taken('#filed', 'start-split', 'split-review', 'split-fire'), [4, 3, 3, 3]);
  assert.deepEqual(taken('review-join', 'fire-join', 'join-safe'), [2, 2, 2]);
  assert.deepEqual(taken('safe-visit', 'visit-end', 'safe-end'), [1, 1, 1]);
  assert.deepEqual(taken('#granted', '#denied', '#delivered', '#refused'), [1, 1, 1, 1]);

  const counts = Object.fromEntries(figures.deviations.map(({ kind, count }) => [kind, count]));
  assert.deepEqual([counts.withdrawn, counts.notAccepted, counts.silent, counts.unexpected], [1, 1, 0, 0]);
  assert.deepEqual([examples.get('withdrawn'), examples.get('notAccepted')], [[left], [refused]]);
});

test('time is that of working days: waiting until somebody takes it, working until there is an answer', async () => {
  const { figures } = await hotels();
  const acceptance = figures.steps.find(({ step }) => step === '#acceptance');
  // One was refused at once; the others waited for a day each.
  assert.deepEqual(acceptance?.waiting, { count: 4, median: DAY_MS, p90: DAY_MS });
  assert.equal(figures.steps.find(({ step }) => step === 'visit')?.working.median, 6 * HOUR_MS);
});
