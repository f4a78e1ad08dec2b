import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { checkFairness } from '#audit';
import {
  accept,
  adoptRestored,
  caseView,
  decideCase,
  lostRecords,
  passStage,
  readShortNo,
  settleLost,
  settleMissing,
  takeNext,
} from '#cases';
import type { Officer, Resident, Role } from '#identity';
import { openDatabase, softwareCrypto, systemClock, type World } from '#kernel';
import { completeFromMirror, Publisher, readLeaves, type LedgerInstallation } from '#ledger';
import { copyOf, freshDatabase, type TestDatabase } from '#testing/fresh-database';
import { aKey, officer, resident, seedCity } from '../../cases/testing.ts';
import { testLedger } from '../../ledger/testing.ts';
import {
  adoptBundles,
  applicationView,
  fileApplication,
  lostBundles,
  mayBeLost,
  progress,
  seedBundles,
  settleBundle,
  withdrawApplication,
} from '#bundles';
import { filledBundle } from '../testing.ts';

const units: Readonly<Record<string, string>> = {
  general: '11530700DEMA00259N',
  gcj: '11530700DEMA00208E',
};
const roles: Readonly<Record<string, Role>> = { acceptance: 'clerk', examination: 'examiner', decision: 'approver' };
const inOldTown = {
  ...{ oldTown: 'yes', licence: 'no', area: 'small', crowded: 'no' },
  ...{ sign: 'no', fitting: 'no', tobacco: 'no', utilities: 'no' },
};

const ledger: LedgerInstallation = testLedger();
const crypto = softwareCrypto(randomBytes(32));
let backup: TestDatabase;
let world: World;
let zhang: Resident;
/** Filed before the backup, and begun further after it. */
let known: string;
/** Filed after the backup: the database that came back has only its draft. */
let unknown: string;

let close: () => Promise<void>;

function opened(database: TestDatabase): Publisher {
  const connected = openDatabase(database.url);
  world = { db: connected.db, clock: systemClock, crypto };
  close = connected.close;
  return new Publisher(world, ledger);
}

/** The city lives on after its backup was made, and burns. */
before(async () => {
  const original = await freshDatabase();
  const early = opened(original);
  await seedCity(world);
  await seedBundles(world);
  zhang = await resident(world, 'zhang-wei');
  known = await filed(await filledBundle(world, zhang, inOldTown));
  const draft = await filledBundle(world, zhang, { ...inOldTown, oldTown: 'no', licence: 'yes' });
  await early.publish();
  await close();
  backup = await copyOf(original);

  const late = opened(original);
  await admitted(late);
  unknown = await filed(draft);
  await late.publish();
  await close();
  await original.close();
  opened(backup);
});
after(async () => {
  await close();
  await backup.close();
});

async function filed(draft: string): Promise<string> {
  return (await fileApplication(world, zhang, { key: aKey(), draft, declared: true })).no;
}

/** The admission to the old town is granted, so that the registration begins. */
async function admitted(publisher: Publisher): Promise<void> {
  const { parts } = await applicationView(world, zhang, known);
  const no = readShortNo(parts.find(({ key }) => key === 'gc')?.case?.no ?? '');
  assert.ok(no);
  for (;;) {
    const [place] = (await caseView(world, zhang, no)).places;
    if (place === undefined) break;
    const who = await officer(world, units[place.queue.split('-')[0] ?? ''] ?? '', roles[place.stage] ?? 'clerk');
    await publisher.publish();
    await takeNext(world, who, { key: aKey() });
    await acted(who, no, place.stage);
    const { rows } = await sqlOf(`select id from bundles.application where no = '${known}'`);
    await progress(world, { application: rows[0]?.id });
  }
}

async function acted(who: Officer, no: NonNullable<ReturnType<typeof readShortNo>>, stage: string): Promise<void> {
  const on = { key: aKey(), case: no };
  if (stage === 'acceptance') await accept(world, who, on);
  else if (stage === 'examination') await passStage(world, who, { ...on, outcome: 'agree', opinion: '在目录内' });
  else await decideCase(world, who, { ...on, granted: true, reason: '符合条件', article: '《行政许可法》第三十八条' });
}

async function sqlOf(text: string): Promise<{ readonly rows: readonly { readonly id: string }[] }> {
  const { rows } = await sql<{ id: string }>`${sql.raw(text)}`.execute(world.db);
  return { rows };
}

async function recovered(): Promise<void> {
  const owner = openDatabase(backup.url, { role: 'owner', connections: 2 });
  await completeFromMirror({ db: owner.db, clock: world.clock }, ledger, {
    mirror: ledger.files,
    after: async (tx, restored) => {
      const { missing } = await adoptRestored(tx, world, restored);
      await adoptBundles(tx, world, { restored, missing });
    },
  });
  await owner.close();
}

const leavesNow = async () => (await readLeaves(world.db, 0n, 10_000)).map(({ bytes }) => bytes);

test('bundles of which the ledger tells more are found and held; nothing of them begins a second time', async () => {
  await recovered();
  const lost = await lostBundles(world.db);
  assert.deepEqual(
    lost.map(({ no, submissions }) => [no, submissions.length]),
    [
      [known, 1],
      [undefined, 1],
    ],
  );
  const before_ = (await leavesNow()).length;
  const { rows } = await sqlOf(`select id from bundles.application where no = '${known}'`);
  await progress(world, { application: rows[0]?.id });
  assert.equal((await leavesNow()).length, before_, 'the registration is not submitted twice');
  await assert.rejects(withdrawApplication(world, zhang, { key: aKey(), no: known }), { code: 'bundles.record-lost' });
  assert.deepEqual(checkFairness(await leavesNow()), []);
});

test('the applicant is told: of what is held since when, and of a number that was lost that it may be', async () => {
  const view = await applicationView(world, zhang, known);
  assert.ok(view.recordLost instanceof Date);
  await assert.rejects(applicationView(world, zhang, unknown), { code: 'kernel.not-found' });
  assert.equal(await mayBeLost(world, unknown), true);
  assert.equal(await mayBeLost(world, 'YJS202501010001'), false);
});

test('numbers of lost bundles are not given again', async () => {
  const draft = await filledBundle(world, zhang, { ...inOldTown, oldTown: 'no', licence: 'yes' });
  const no = await filed(draft);
  assert.ok(no > unknown);
});

test('settled, a bundle goes on with the parts whose submissions were closed; what cannot be made again ends in public', async () => {
  const [held, none] = await lostBundles(world.db);
  assert.ok(held && none);
  const early = settleBundle(world, known, '已核对');
  await assert.rejects(early, { code: 'bundles.submissions-lost' });
  for (const { ref } of (await lostRecords(world.db)).submissions) await settleMissing(world, ref, '由一件事重新提交');
  for (const { no } of (await lostRecords(world.db)).cases)
    await settleLost(world, { case: no, reason: '档案里是准予', outcome: 'granted' }).catch(async () =>
      settleLost(world, { case: no, reason: '按档案核对' }),
    );
  await settleBundle(world, known, '已核对，登记重新提交');
  await settleBundle(world, String(none.ref), '申请人已重新提交');
  assert.deepEqual(await lostBundles(world.db), []);

  const view = await applicationView(world, zhang, known);
  assert.equal(view.recordLost, undefined);
  const admission = view.parts.find(({ key }) => key === 'gc');
  const licence = view.parts.find(({ key }) => key === 'zz');
  assert.ok(admission?.case);
  // The admission was decided in the ledger; what it was is told by the papers, and then the registration begins anew.
  assert.deepEqual([admission.state, licence?.state, licence?.case !== undefined], ['granted', 'started', true]);
  assert.deepEqual(checkFairness(await leavesNow()), []);
});
