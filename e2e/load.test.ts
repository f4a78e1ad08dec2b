import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkFairness } from '#audit';
import { assertInOrder, assertOnce, countOf, lawfulLeaves, numbersOf, type PublicLeaf } from './rig/checks.ts';
import { live, openCity, type City } from './rig/city.ts';
import { faultsOf, openServer, type Server } from './rig/server.ts';

const RESIDENTS = 200;
const CLERKS_PER_OFFICE = 5;

let server: Server;
let city: City;
let leaves: readonly PublicLeaf[];
before(async () => {
  server = await openServer();
  city = await openCity(server, { residents: RESIDENTS, clerks: CLERKS_PER_OFFICE });
});
after(async () => {
  await city.close();
  await server.close();
});

test('200 residents file while 20 clerks take, hold, resume and release: everything ends, nothing fails', async (t) => {
  const start = performance.now();
  await live(city);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  t.diagnostic(`${city.play.total()} acts in ${seconds} s: ${JSON.stringify(Object.fromEntries(city.play.acts))}`);
  for (const act of ['request-supplement', 'answer-supplement', 'release', 'refuse', 'withdraw', 'deliver'])
    assert.ok((city.play.acts.get(act) ?? 0) > 0, `nobody tried ${act}`);
  assert.deepEqual(city.play.lost, []);
  assert.deepEqual(faultsOf(server), []);
});

test('nothing is lost or doubled: every confirmed submission is one case and one leaf', async () => {
  assert.equal(city.play.filings.length, RESIDENTS);
  await assertOnce(city.world, city.play.filings);
  leaves = await lawfulLeaves(city.world);
  assert.equal(countOf(leaves, 'submit'), RESIDENTS);
});

test('nothing is reordered: who was answered before another sent stands before them', async () => {
  await assertInOrder(city.world, city.play.filings);
});

test('the numbers of every queue are dense, and the ledger has exactly the acts that were confirmed', () => {
  for (const [queue, numbers] of numbersOf(leaves))
    assert.deepEqual(
      numbers,
      numbers.map((_, place) => place + 1),
      queue,
    );
  const said = (act: string) => city.play.acts.get(act) ?? 0;
  for (const [kind, acts] of [
    ['take', said('take')],
    ['release', said('release')],
    ['hold', said('request-supplement')],
    ['resume', said('answer-supplement')],
    ['withdraw', said('withdraw')],
  ] as const)
    assert.equal(countOf(leaves, kind), acts, kind);
});

test('each rule bites: a wrong number, a broken chain, a jump, a second take and an unknown kind are found', () => {
  const planted = (at: number, change: Partial<PublicLeaf>) => found(leaves.with(at, { ...at_(at), ...change }));
  const at_ = (at: number) => leaves[at] ?? assert.fail();
  const first = leaves.findIndex(({ k }) => k === 'submit');
  const released = leaves.findIndex(({ k }) => k === 'release');
  assert.ok(planted(first, { qn: 2 }).has('M2'));
  assert.ok(planted(released, { prev: 0 }).has('M3'));
  assert.ok(planted(released, { k: 'hold' }).has('M5'));
  assert.ok(planted(first, { k: 'favour' }).has('M12'));
  assert.ok(found(swapped(leaves)).has('M4'));
});

function found(forged: readonly PublicLeaf[]): ReadonlySet<string> {
  return new Set(checkFairness(forged.map((leaf) => Buffer.from(JSON.stringify(leaf)))).map(({ rule }) => rule));
}

/** Two takes of one queue change places, though the second task had been waiting when the first was taken. */
function swapped(honest: readonly PublicLeaf[]): readonly PublicLeaf[] {
  const firstTakes = honest.flatMap((leaf, at) =>
    leaf.k === 'take' && leaf.prev === leaf.ref ? [{ ...leaf, at }] : [],
  );
  for (const one of firstTakes) {
    const other = firstTakes.find(({ q, ref = 0, at }) => q === one.q && at > one.at && ref < one.at);
    if (other === undefined) continue;
    const { at: early, ...take } = one;
    const { at: late, ...laterTake } = other;
    return honest.with(early, laterTake).with(late, take);
  }
  return assert.fail('nobody ever waited behind another');
}
