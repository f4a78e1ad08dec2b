import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { inTransaction, type World } from '#kernel';
import { endRole, grantRole, officersOf, seedDemo, unitByUscc, type OfficerId } from '#identity';
import { checkFairness } from '#audit';
import { append, commit, readLeaves } from '#ledger';
import {
  barring,
  barsAhead,
  byTurn,
  declarePool,
  entering,
  findPool,
  head,
  heads,
  lockPools,
  nextNumber,
  placeOf,
  poolMeters,
  poolsOf,
  publicQueue,
  seedPools,
  turnIn,
  type PoolRef,
  type Ticket,
} from '#queue';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';

const GAJ = '11530700DEMA001013';
const GJJ = '12530700DEMA00056Y';
let database: TestDatabase;
let world: World;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database);
  await seedDemo(world);
  await seedPools(world);
});
after(async () => database.close());

const pool: PoolRef = { id: 1, code: 'x', stage: 'acceptance' };
const tickets = fc.array(
  fc.record({
    caseId: fc.uuid(),
    n: fc.nat(5),
    pool: fc.constant(pool),
    lane: fc.constantFrom(0 as const, 1 as const, 2 as const),
    ref: fc.bigInt(0n, 50n),
  }),
);

test('the head is never behind another ticket, whatever the order they are read in', () => {
  fc.assert(
    fc.property(tickets, (waiting: readonly Ticket[]) => {
      const first = head(waiting);
      if (typeof first === 'string') return waiting.length === 0;
      return waiting.every((other) => byTurn(first, other) <= 0);
    }),
  );
});

test('declaring the same pools again changes neither tables nor ledger', async () => {
  const before = await readLeaves(world.db, 0n, 100);
  await seedPools(world);
  assert.deepEqual(await readLeaves(world.db, 0n, 100), before);
  assert.equal(before.length, 22);
});

test('a pool that expects too little work is refused, because choosing it would choose a case', async () => {
  const unit = await unitByUscc(world.db, GAJ);
  assert.ok(unit);
  const rare = { code: 'rare', unit: unit.id, unitCode: GAJ, stage: 'delivery', plannedPerWeek: 9 } as const;
  await assert.rejects(declarePool(world, rare), { code: 'queue.too-rare' });
});

test('a unit without pools is served by the general pool', async () => {
  const general = await unitByUscc(world.db, '11530700DEMA00259N');
  const gaj = await unitByUscc(world.db, GAJ);
  assert.ok(general && gaj);
  const nobody = randomUUID() as typeof gaj.id;
  const own = await findPool(world.db, 'acceptance', { unit: gaj.id, fallback: general.id });
  const others = await findPool(world.db, 'acceptance', { unit: nobody, fallback: general.id });
  assert.equal(own?.code, 'gaj-acceptance');
  assert.equal(others?.code, 'general-acceptance');
});

test('a unit in whose pool nobody works any more is served by the general pool, and everybody can see why', async () => {
  const general = await unitByUscc(world.db, '11530700DEMA00259N');
  const gjj = await unitByUscc(world.db, GJJ);
  assert.ok(general && gjj);
  const [clerk] = await officersOf(world.db, gjj.id, 'clerk');
  assert.ok(clerk);
  const units = { unit: gjj.id, fallback: general.id };
  const served = async () => (await findPool(world.db, 'acceptance', units))?.code;
  const meter = async () =>
    (await poolMeters(world.db, { since: new Date(0) })).find(({ code }) => code === 'gjj-acceptance');
  assert.equal(await served(), 'gjj-acceptance');

  await endRole(world, clerk, 'clerk');
  assert.equal(await served(), 'general-acceptance');
  assert.equal((await meter())?.staffed, false);
  // With nobody anywhere, a case waits in its own queue.
  const nobody = { unit: gjj.id, fallback: gjj.id };
  assert.equal((await findPool(world.db, 'acceptance', nobody))?.code, 'gjj-acceptance');

  await grantRole(world, clerk, { role: 'clerk', unit: gjj.id, region: '530700' });
  assert.equal(await served(), 'gjj-acceptance');
  assert.equal((await meter())?.staffed, true);
});

test('officers get the pools of their role and no others', async () => {
  const unit = await unitByUscc(world.db, GAJ);
  assert.ok(unit);
  const codes = async (role: 'clerk' | 'examiner' | 'approver' | 'supervisor') => {
    const [officer] = await officersOf(world.db, unit.id, role);
    return officer === undefined ? [] : (await poolsOf(world.db, officer)).map(({ code }) => code);
  };
  assert.deepEqual(await codes('clerk'), ['gaj-acceptance', 'gaj-delivery']);
  assert.deepEqual(await codes('examiner'), ['gaj-examination']);
  assert.deepEqual(await codes('approver'), ['gaj-decision']);
});

test('an officer is passed over where their own act bars them, and the take can name that act', async () => {
  const unit = await unitByUscc(world.db, GAJ);
  assert.ok(unit);
  const [officer] = await officersOf(world.db, unit.id, 'approver');
  assert.ok(officer);
  const [decision] = await poolsOf(world.db, officer);
  assert.ok(decision);
  const barred = await enter(decision, officer);
  const free = await enter(decision);

  const { ticket, bars } = await inTransaction(world.db, async (tx) => {
    await lockPools(tx, [decision.id]);
    const [line] = await heads(tx, [decision], { officer, at: world.clock.now() });
    const ticket = line && turnIn(line);
    return { ticket, bars: ticket && (await barsAhead(tx, ticket, { officer })) };
  });
  assert.equal(ticket?.caseId, free);
  assert.equal(bars?.length, 1);
  assert.equal((await placeOf(world.db, free))?.ahead, 1);
  assert.equal((await placeOf(world.db, barred))?.ahead, 0);
  assert.equal((await publicQueue(world.db, 'gaj-decision'))?.open.rows.length, 2);
});

test('what this file did is lawful for anybody who reads the ledger', async () => {
  const leaves = await readLeaves(world.db, 0n, 1000);
  assert.deepEqual(checkFairness(leaves.map(({ bytes }) => bytes)), []);
});

/** Puts a case straight into a pool, as a submission would. */
async function enter(into: PoolRef, barredOfficer?: OfficerId): Promise<string> {
  const caseId = randomUUID();
  const at = world.clock.now();
  const { commitment: any } = commit({});
  await inTransaction(world.db, async (tx) => {
    await lockPools(tx, [into.id]);
    const qn = await nextNumber(tx, into);
    const bar =
      barredOfficer === undefined
        ? []
        : [barring({ caseId, officer: barredOfficer, index: { plus: 0 }, stage: 'decision' })];
    await append(tx, at, {
      leaves: [{ k: 'submit', q: into.code, qn, applicant: any, content: any, attachments: any, lane: 2 }],
      followers: [entering({ caseId, n: 0, pool: into, qn, ref: { plus: 0 }, at }), ...bar],
    });
  });
  return caseId;
}
