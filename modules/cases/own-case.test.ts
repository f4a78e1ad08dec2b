import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkFairness } from '#audit';
import type { World } from '#kernel';
import { appointOfficer, grantRole, officerById, type Officer, type Resident } from '#identity';
import { readLeaves } from '#ledger';
import { assign } from '#queue';
import { accept, caseView, submit, type ShortNo } from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import {
  aKey,
  copiesOf,
  filedCase,
  filledDraft,
  officer,
  resident,
  sampleUnits,
  seedCity,
  takeNext,
} from './testing.ts';

let database: TestDatabase;
let world: World;
let clerk: Officer;
let zhang: Resident;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database);
  await seedCity(world);
  clerk = await officer(world, sampleUnits.gaj, 'clerk');
  zhang = await resident(world, 'zhang-wei');
});
after(async () => database.close());

async function filedBy(who: Resident): Promise<ShortNo> {
  const draft = await filledDraft(world, zhang);
  const [copy = ''] = await copiesOf(world, { owner: zhang, draft }, [who]);
  return (await submit(world, who, { draft: copy, key: aKey(), declared: true })).case;
}

async function leaves(): Promise<readonly Uint8Array[]> {
  return (await readLeaves(world.db, 0n, 10_000)).map(({ bytes }) => bytes);
}

test('an officer never handles their own application: it goes back in public, and they go on with the next', async () => {
  const { person } = await officerById(world.db, clerk.officer);
  const own = await filedBy({ ...zhang, person });
  const next = await filedCase(world, zhang);
  assert.deepEqual(await takeNext(world, clerk, { key: aKey() }), { case: next });
  const kinds = (await leaves())
    .slice(-3)
    .map((bytes) => (JSON.parse(Buffer.from(bytes).toString()) as { k: string }).k);
  assert.deepEqual(kinds, ['take', 'release', 'take']);
  const { timeline } = await caseView(world, { ...zhang, person }, own);
  assert.deepEqual(
    timeline.map(({ kind }) => kind),
    ['released', 'taken', 'submitted'],
  );
  await accept(world, clerk, { key: aKey(), case: next });
  assert.deepEqual(checkFairness(await leaves()), []);
});

test('whoever accepted a case does not decide it in another post either', async () => {
  const { person } = await officerById(world.db, clerk.officer);
  const { unit } = await officer(world, sampleUnits.gaj, 'approver');
  await database.ownerPool.query('update identity.officer set left_at = appointed_at where id = $1', [clerk.officer]);
  const post = await appointOfficer(world, { person, unit });
  await grantRole(world, post, { role: 'approver', unit, region: '530700' });
  await assign(world, post, ['gaj-decision']);
  const approver = { ...clerk, officer: post };
  await assert.rejects(takeNext(world, approver, { key: aKey() }), { code: 'queue.empty' });
  assert.deepEqual(checkFairness(await leaves()), []);
});
