import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { z } from 'zod';
import { InvalidInput, stoppedClock, type World } from '#kernel';
import { endRole, grantRole, officersOf, unitByUscc, type Officer, type Resident } from '#identity';
import { checkFairness } from '#audit';
import { readLeaves } from '#ledger';
import { endPriorityRule, grounds, seedGrounds, setService } from '#queue';
import {
  accept,
  caseView,
  declinePriority,
  priorityDesk,
  priorityProposal,
  proposePriority,
  release,
  signPriority,
  withdraw,
  type ShortNo,
} from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { publishNow } from '../ledger/testing.ts';
import { aKey, filedCase, officer, resident, sampleUnits, seedCity, takeNext } from './testing.ts';
import { takeNext as takeNextNow } from './take-next.ts';

const { gaj, general } = sampleUnits;
const DAY_MS = 86_400_000;
const clock = stoppedClock('2026-11-23T02:00:00Z');
let database: TestDatabase;
let world: World;
let people: { clerk: Officer; examiner: Officer; approver: Officer; deputy: Officer; bureau: Officer };
let zhang: Resident;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, clock);
  await seedCity(world);
  await seedGrounds(world);
  people = {
    clerk: await officer(world, gaj, 'clerk'),
    examiner: await officer(world, gaj, 'examiner'),
    approver: await officer(world, gaj, 'approver'),
    deputy: await deputyOf(gaj),
    bureau: await officer(world, general, 'bureau'),
  };
  zhang = await resident(world, 'zhang-wei');
});
after(async () => database.close());

let first: ShortNo;
let second: ShortNo;
beforeEach(async () => {
  first = await filedCase(world, zhang);
  second = await filedCase(world, zhang);
});

const act = (no: string) => ({ key: aKey(), case: no });
const reason = '申请人六十七岁,已核对身份证。';

async function deputyOf(unitCode: string): Promise<Officer> {
  const unit = await unitByUscc(world.db, unitCode);
  const [, id] = unit === undefined ? [] : await officersOf(world.db, unit.id, 'approver');
  if (id === undefined) throw new Error('The demonstration has one approver there.');
  return { ...(await officer(world, unitCode, 'approver')), officer: id };
}

async function ruleOf(ground: string): Promise<bigint> {
  const found = (await grounds(world.db, clock.now())).find((known) => known.ground === ground);
  return found?.rule ?? assert.fail(`There is no ground ${ground}.`);
}

async function proposed(no: ShortNo, ground = 'elderly'): Promise<string> {
  const input = { ...act(no), rule: await ruleOf(ground), reason };
  return (await proposePriority(world, people.clerk, input)).proposal;
}

const signed = async (who: Officer, proposal: string) => signPriority(world, who, { key: aKey(), proposal });

/** Nothing waits after a test. */
async function clear(...numbers: readonly ShortNo[]): Promise<void> {
  for (const no of numbers) await withdraw(world, zhang, act(no));
}

const Leaf = z.looseObject({ k: z.string(), ex: z.number().optional(), lane: z.number().optional() });

async function lastLeaf(): Promise<z.output<typeof Leaf> & { index: bigint }> {
  const last = (await readLeaves(world.db, 0n, 10_000)).at(-1) ?? assert.fail('The log is empty.');
  return { ...Leaf.parse(JSON.parse(last.bytes.toString('utf8'))), index: last.index };
}

async function assertLawful(): Promise<void> {
  const leaves = await readLeaves(world.db, 0n, 10_000);
  assert.deepEqual(checkFairness(leaves.map(({ bytes }) => bytes)), []);
}

test('a ground that was announced less than a day ago moves nobody', async () => {
  await assert.rejects(proposed(second), InvalidInput);
  assert.equal((await priorityDesk(world, people.clerk)).grounds.length, 4);
  clock.advance(DAY_MS + 1_000);
  await clear(first, second);
});

test('two different approvers move a case before an earlier one, and every take cites their grant', async () => {
  const proposal = await proposed(second);
  assert.deepEqual(await signed(people.approver, proposal), { granted: false });
  assert.equal((await caseView(world, zhang, second)).place?.ahead, 1);
  assert.deepEqual(await signed(people.deputy, proposal), { granted: true });

  const grant = await lastLeaf();
  assert.deepEqual([grant.k, grant.lane], ['grant', 0]);
  assert.equal((await caseView(world, zhang, second)).place?.ahead, 0);
  const granted = (await caseView(world, zhang, second)).timeline[0];
  assert.deepEqual([granted?.kind, granted?.details.reason], ['priorityGranted', reason]);

  assert.deepEqual(await takeNext(world, people.clerk, { key: aKey() }), { case: second });
  assert.equal((await lastLeaf()).ex, Number(grant.index));
  await accept(world, people.clerk, act(second));
  await takeNext(world, people.clerk, { key: aKey() });
  await accept(world, people.clerk, act(first));
  assert.deepEqual(await takeNext(world, people.approver, { key: aKey() }), { case: second });
  assert.equal((await lastLeaf()).ex, Number(grant.index));
  await release(world, people.approver, { ...act(second), reason: 'hand-over' });
  await assertLawful();
  await clear(first, second);
});

test('nobody signs what they proposed, signs twice, or signs in two posts', async () => {
  const { clerk, approver } = people;
  const unit = { unit: approver.unit, region: '530700' };
  await grantRole(world, clerk.officer, { role: 'approver', ...unit });
  const proposal = await proposed(second);
  await assert.rejects(signed(clerk, proposal), { code: 'cases.own-proposal' });
  await signed(approver, proposal);
  await assert.rejects(signed(approver, proposal), { code: 'cases.signed-already' });
  assert.equal((await priorityProposal(world, approver, proposal)).signing, 'cases.signed-already');
  await assert.rejects(
    database.ownerPool.query(
      `insert into cases.priority_signature (proposal_id, place, officer_id, proposed_by, signed_at)
       select proposal_id, 2, officer_id, proposed_by, signed_at from cases.priority_signature where proposal_id = $1`,
      [proposal],
    ),
    /an_approver_signs_once/,
  );
  await endRole(world, clerk.officer, 'approver');
  await clear(first, second);
});

test('who works elsewhere neither proposes nor signs nor reads, and cannot tell a proposal from nothing', async () => {
  const proposal = await proposed(second);
  const scj = '11530700DEMA00072P';
  const strangers = [await officer(world, scj, 'clerk'), await officer(world, scj, 'approver'), people.bureau];
  for (const stranger of strangers) {
    const input = { ...act(first), rule: await ruleOf('elderly'), reason };
    await assert.rejects(proposePriority(world, stranger, input), InvalidInput);
    await assert.rejects(signed(stranger, proposal), { code: 'kernel.not-found' });
    await assert.rejects(priorityProposal(world, stranger, proposal), { code: 'kernel.not-found' });
    await assert.rejects(priorityProposal(world, stranger, 'nonsense'), { code: 'kernel.not-found' });
    assert.deepEqual((await priorityDesk(world, stranger)).proposals, []);
  }
  await assert.rejects(signed(people.clerk, proposal), { code: 'kernel.not-found' });
  await clear(first, second);
});

test('one approver declines with a reason, and the case stays where it was', async () => {
  const proposal = await proposed(second);
  await signed(people.approver, proposal);
  await declinePriority(world, people.deputy, { key: aKey(), proposal, reason: '不是重大事项。' });
  assert.equal((await priorityProposal(world, people.clerk, proposal)).declined?.reason, '不是重大事项。');
  await assert.rejects(signed(people.deputy, proposal), { code: 'cases.priority-ended' });
  assert.equal((await caseView(world, zhang, second)).place?.ahead, 1);
  await proposed(second);
  await assert.rejects(proposed(second), { code: 'cases.priority-open' });
  await clear(first, second);
});

test('two approvers who sign at the same moment write one grant', async () => {
  const proposal = await proposed(second);
  const before = (await lastLeaf()).index;
  const both = await Promise.all([signed(people.approver, proposal), signed(people.deputy, proposal)]);
  assert.deepEqual(both.map(({ granted }) => granted).toSorted(), [false, true]);
  assert.equal((await lastLeaf()).index, before + 1n);
  await assertLawful();
  await clear(first, second);
});

test('a grant that runs into a take is before it or after it, never beside it', async () => {
  for (let round = 0; round < 4; round += 1) {
    const proposal = await proposed(second, round % 2 === 0 ? 'elderly' : 'emergency-relief');
    await signed(people.approver, proposal);
    await publishNow(world);
    const [taken] = await Promise.all([
      takeNextNow(world, people.clerk, { key: aKey() }),
      signed(people.deputy, proposal),
    ]);
    await release(world, people.clerk, { ...act(taken.case), reason: 'hand-over' });
    await clear(first, second);
    await assertLawful();
    first = await filedCase(world, zhang);
    second = await filedCase(world, zhang);
  }
  await clear(first, second);
});

test('a queue that is paused gives out nothing, whatever runs into it, and takes applications', async () => {
  const service = async (kind: 'open' | 'pause') =>
    setService(world, people.bureau, { key: aKey(), q: 'gaj-acceptance', service: kind, reason: 'fault' });
  for (let round = 0; round < 3; round += 1) {
    await publishNow(world);
    const [taken] = await Promise.allSettled([takeNextNow(world, people.clerk, { key: aKey() }), service('pause')]);
    if (taken.status === 'fulfilled')
      await release(world, people.clerk, { ...act(taken.value.case), reason: 'hand-over' });
    else assert.equal(z.object({ code: z.string() }).parse(taken.reason).code, 'queue.paused');
    await assert.rejects(takeNext(world, people.clerk, { key: aKey() }), { code: 'queue.paused' });
    await assert.rejects(service('pause'), { code: 'queue.paused-already' });
    await clear(await filedCase(world, zhang));
    await service('open');
  }
  assert.deepEqual(await takeNext(world, people.clerk, { key: aKey() }), { case: first });
  await release(world, people.clerk, { ...act(first), reason: 'hand-over' });
  await assertLawful();
  await clear(first, second);
});

test('nobody but the bureau pauses a queue', async () => {
  const input = { key: aKey(), q: 'gaj-acceptance', service: 'pause', reason: 'fault' } as const;
  for (const who of [people.clerk, people.approver])
    await assert.rejects(setService(world, who, input), { code: 'kernel.not-found' });
  await clear(first, second);
});

test('a ground that has ended carries no grant any more, though somebody has signed', async () => {
  const proposal = await proposed(second, 'disabled');
  await signed(people.approver, proposal);
  await endPriorityRule(world, { rule: await ruleOf('disabled') });
  clock.advance(1_000);
  await assert.rejects(signed(people.deputy, proposal), { code: 'cases.ground-ended' });
  await assert.rejects(endPriorityRule(world, { rule: 1n }), { code: 'queue.no-such-ground' });
  await assertLawful();
  await clear(first, second);
});
