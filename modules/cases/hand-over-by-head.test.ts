import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkFairness } from '#audit';
import { stoppedClock, type World } from '#kernel';
import { endRole, grantRole, type Officer, type OfficerId, type Resident } from '#identity';
import { readLeaves } from '#ledger';
import { assign, findPool, staffOf } from '#queue';
import { accept, decideCase, deskView, handOverForAbsent, handsView, type ShortNo } from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { aKey, filedCase, newOfficer, officer, resident, sampleUnits, seedCity, takeNext } from './testing.ts';

const { gaj } = sampleUnits;
const POOLS = ['gaj-acceptance'];
const MINUTE_MS = 60_000;
const clock = stoppedClock('2026-11-23T02:00:00Z');
let database: TestDatabase;
let world: World;
let zhang: Resident;
let clerk: Officer;
let colleague: Officer;
let head: Officer;
let held: ShortNo;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, clock);
  await seedCity(world);
  zhang = await resident(world, 'zhang-wei');
  clerk = await officer(world, gaj, 'clerk');
  colleague = await newOfficer(world, { unit: gaj, role: 'clerk', pools: POOLS });
  head = await officer(world, gaj, 'approver');
  await filedCase(world, zhang);
  held = (await takeNext(world, clerk, { key: aKey() })).case;
  clock.advance(20 * MINUTE_MS);
});
after(async () => database.close());

const to = (who: OfficerId, n = 0) => ({ key: aKey(), case: held, n, to: who, reason: '同事请假，请接着办' });

test('a head hands nothing to themselves, in whichever role, and names the task that they mean', async () => {
  const { officer: own, unit } = head;
  await grantRole(world, own, { role: 'clerk', unit, region: '530700' });
  await assign(world, own, POOLS);
  await assert.rejects(handOverForAbsent(world, head, to(own)), { name: 'InvalidInput' });
  const [card] = await handsView(world, head);
  assert.deepEqual(
    card?.colleagues.map((each) => each.officer),
    [colleague.officer],
  );
  await assert.rejects(handOverForAbsent(world, head, to(colleague.officer, 7)), { code: 'kernel.not-found' });
  await endRole(world, own, 'clerk');
});

test('whoever chose who works on a case does not decide it; where nobody else could, they may not choose', async () => {
  const decision = await findPool(world.db, 'decision', { unit: head.unit, fallback: head.unit });
  for (const other of decision === undefined ? [] : await staffOf(world.db, decision))
    if (other !== head.officer) await endRole(world, other, 'approver');
  await assert.rejects(handOverForAbsent(world, head, to(colleague.officer)), { code: 'cases.no-other-approver' });

  const other = await newOfficer(world, { unit: gaj, role: 'approver', pools: ['gaj-decision'] });
  await handOverForAbsent(world, head, to(colleague.officer));
  await accept(world, colleague, { key: aKey(), case: held });
  const later = await filedCase(world, zhang);
  await takeNext(world, clerk, { key: aKey() });
  await accept(world, clerk, { key: aKey(), case: later });
  assert.equal((await takeNext(world, head, { key: aKey() })).case, later, 'the first one is not theirs');
  assert.equal((await takeNext(world, other, { key: aKey() })).case, held);
  const said = { granted: true, reason: '符合条件', article: '样例法第一条' };
  await decideCase(world, other, { key: aKey(), case: held, ...said });
  assert.equal((await deskView(world, other)).inHand, undefined);
  const leaves = await readLeaves(world.db, 0n, 10_000);
  assert.deepEqual(checkFairness(leaves.map(({ bytes }) => bytes)), []);
});
