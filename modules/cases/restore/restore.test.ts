import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { checkFairness } from '#audit';
import { openDatabase, softwareCrypto, stoppedClock } from '#kernel';
import { completeFromMirror, readLeaves } from '#ledger';
import { caseView, isClosed, lostRecords, settleLost, settleMissing } from '#cases';
import { copyOf, freshDatabase, type TestDatabase } from '#testing/fresh-database';
import { testLedger } from '../../ledger/testing.ts';
import { resident } from '../testing.ts';
import { adoptRestored, type Adopted } from './adopt-restored.ts';
import { ChanceCity, type ChanceWorld } from './testing.ts';

/** A city whose database burned: what was published is in `ledger`, and the backup is older. */
interface Burned {
  readonly world: ChanceWorld;
  readonly ledger: ReturnType<typeof testLedger>;
  readonly backup: TestDatabase;
  readonly filed: ChanceCity['filed'];
}

const FILES_SINCE_FOUNDING = 40;

async function burn(seed: number, lostSteps: number): Promise<Burned> {
  const ledger = testLedger();
  const crypto = softwareCrypto(randomBytes(32));
  const clock = stoppedClock('2026-11-23T02:00:00Z');
  const original = await freshDatabase();
  const filed: ChanceCity['filed'] = [];
  const live = async (steps: number, of: number) => {
    const { db, close } = openDatabase(original.url);
    const city = await ChanceCity.open({ db, clock, crypto }, ledger, of);
    city.filed.push(...filed);
    await city.live(steps);
    filed.splice(0, Infinity, ...city.filed);
    await close();
  };
  await live(FILES_SINCE_FOUNDING, seed);
  const backup = await copyOf(original);
  await live(lostSteps, seed + 1);
  await original.close();
  return { world: { db: backup.db, clock, crypto }, ledger, backup, filed };
}

async function recovered({ world, ledger, backup }: Burned): Promise<Adopted> {
  const owner = openDatabase(backup.url, { role: 'owner', connections: 2 });
  const found: Adopted[] = [];
  const recovery = {
    mirror: ledger.files,
    after: async (...[tx, restored]: Parameters<Parameters<typeof completeFromMirror>[2]['after']>) => {
      found.push(await adoptRestored(tx, world, restored));
    },
  };
  await completeFromMirror({ db: owner.db, clock: world.clock }, ledger, recovery);
  await owner.close();
  return found[0] ?? assert.fail('Nothing came back.');
}

async function leavesOf({ db }: ChanceWorld): Promise<readonly Uint8Array[]> {
  return (await readLeaves(db, 0n, 100_000)).map(({ bytes }) => bytes);
}

async function settleAll(world: ChanceWorld): Promise<void> {
  const { cases, submissions } = await lostRecords(world.db);
  for (const { no, status } of cases)
    await settleLost(world, { case: no, reason: '按纸质材料核对后继续办理' }).catch(async (error: unknown) => {
      assert.equal((error as { code?: string }).code, 'cases.outcome-needed', `${no} ${status}`);
      await settleLost(world, { case: no, reason: '档案里的决定书是准予', outcome: 'granted' });
    });
  for (const { ref } of submissions) await settleMissing(world, ref, '申请人已凭回执重新提交');
}

for (const [seed, lostSteps] of [
  [1, 20],
  [2, 60],
  [3, 120],
] as const)
  test(`a backup ${lostSteps} acts old (${seed}): the log is completed, work goes on in order, and nothing is stuck`, async () => {
    const burned = await burn(seed, lostSteps);
    const { world, ledger, backup, filed } = burned;
    const adopted = await recovered(burned);
    assert.deepEqual(checkFairness(await leavesOf(world)), []);

    // Nobody has looked at anything yet, and everybody else is served.
    const city = await ChanceCity.open(world, ledger, seed + 2);
    city.filed.push(...filed);
    await city.live(60);
    assert.deepEqual(checkFairness(await leavesOf(world)), []);

    await settleAll(world);
    assert.deepEqual(await lostRecords(world.db), { cases: [], submissions: [] });
    await city.finish();
    assert.deepEqual(checkFairness(await leavesOf(world)), []);
    const zhang = await resident(world, 'zhang-wei');
    for (const no of adopted.behind) {
      const view = await caseView(world, zhang, no);
      assert.ok(isClosed(view.status), `${no} ${view.status}`);
    }
    await backup.close();
  });
