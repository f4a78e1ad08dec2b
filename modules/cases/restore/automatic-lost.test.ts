import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { checkFairness } from '#audit';
import { openDatabase, softwareCrypto, stoppedClock, type World } from '#kernel';
import type { Officer } from '#identity';
import { completeFromMirror, Publisher, readLeaves } from '#ledger';
import {
  accept,
  adoptRestored,
  caseView,
  decideAutomatically,
  deliver,
  settleLost,
  takeNext,
  type ShortNo,
} from '#cases';
import { copyOf, freshDatabase, type TestDatabase } from '#testing/fresh-database';
import { testLedger } from '../../ledger/testing.ts';
import { AUTOMATIC_ITEM, pinAutomatic } from '../automatic/testing.ts';
import { aKey, filedCase, nothingToReport, officer, resident, sampleUnits, seedCity } from '../testing.ts';

const clock = stoppedClock('2026-11-23T02:00:00Z');
const crypto = softwareCrypto(randomBytes(32));
const ledger = testLedger();
let backup: TestDatabase;
let world: World;
let waiting: ShortNo;
let granted: ShortNo;

async function filed(there: World): Promise<ShortNo> {
  return filedCase(there, await resident(there, 'zhang-wei'), AUTOMATIC_ITEM);
}

async function taken(there: World): Promise<readonly [Officer, { key: string; case: ShortNo }]> {
  const clerk = await officer(there, sampleUnits.gaj, 'clerk');
  await new Publisher(there, ledger).publish();
  const { case: no } = await takeNext(there, clerk, { key: aKey() });
  return [clerk, { key: aKey(), case: no }];
}

before(async () => {
  const original = await freshDatabase();
  const there = { db: original.db, clock, crypto };
  await seedCity(there);
  await pinAutomatic(there);
  granted = await filed(there);
  waiting = await filed(there);
  await new Publisher(there, ledger).publish();
  await original.pool.end();
  backup = await copyOf(original);

  const again = openDatabase(original.url);
  const later = { db: again.db, clock, crypto };
  await accept(later, ...(await taken(later)));
  assert.equal(await decideAutomatically({ ...later, log: nothingToReport }), 1);
  const [clerk, handing] = await taken(later);
  await deliver(later, clerk, { ...handing, method: 'window' });
  await accept(later, ...(await taken(later)));
  await new Publisher(later, ledger).publish();
  await again.close();
  world = { db: backup.db, clock, crypto };
  const owner = openDatabase(backup.url, { role: 'owner', connections: 2 });
  await completeFromMirror({ db: owner.db, clock }, ledger, {
    mirror: ledger.files,
    after: async (tx, restored) => {
      await adoptRestored(tx, world, restored);
    },
  });
  await owner.close();
});
after(async () => backup.close());

const view = async (no: ShortNo) => caseView(world, await resident(world, 'zhang-wei'), no);

test('what stood in a queue of the platform when it was lost is looked at by the platform once it is settled', async () => {
  await settleLost(world, { case: waiting, reason: '按纸质材料核对' });
  assert.equal((await view(granted)).status, 'delivered', 'it had been granted and handed over');
  assert.equal((await view(waiting)).status, 'accepted');
  assert.equal(await decideAutomatically({ ...world, log: nothingToReport }), 1);
  assert.equal((await view(waiting)).outcome?.granted, true);
  const leaves = await readLeaves(world.db, 0n, 10_000);
  assert.deepEqual(checkFairness(leaves.map(({ bytes }) => bytes)), []);
});
