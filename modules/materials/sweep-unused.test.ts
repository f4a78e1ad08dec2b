import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { inTransaction, stoppedClock } from '#kernel';
import { findPersonByLogin, seedDemo, type PersonId } from '#identity';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { assetInfo, receiveUpload, recordUse, sweepUnused, type AssetId, type FilesWorld } from './index.ts';
import { pdfFile, streamed, temporaryStore } from './testing.ts';

let database: TestDatabase;
let store: ReturnType<typeof temporaryStore>;
let world: FilesWorld;
let owner: PersonId;
const clock = stoppedClock('2026-11-23T02:00:00Z');

before(async () => {
  database = await freshDatabase();
  store = temporaryStore();
  world = { ...testWorld(database, clock), files: store.files };
  await seedDemo(world);
  owner = (await findPersonByLogin({ ...world, config: { demo: true } }, 'zhang-wei')) ?? assert.fail();
});
after(async () => {
  store.remove();
  await database.close();
});

async function uploaded(): Promise<AssetId> {
  const { asset } = await receiveUpload(world, { owner, stream: streamed(pdfFile()), filename: 'a.pdf' });
  return asset;
}

function filesOnDisk(): readonly string[] {
  const entries = readdirSync(store.directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

test('after a day only what was handed in, or is referred to, is still there', async () => {
  const [used, drafted, loose] = [await uploaded(), await uploaded(), await uploaded()];
  await inTransaction(world.db, (tx) =>
    recordUse(tx, {
      assets: [used],
      caseNo: 'LJ261123000001K',
      purpose: 'filing',
      by: { person: owner },
      at: clock.now(),
    }),
  );
  clock.advance(25 * 3_600_000);
  const fresh = await uploaded();

  const swept = await sweepUnused(world, { referenced: () => Promise.resolve(new Set([drafted])) });
  assert.equal(swept, 1);
  const left = await assetInfo(world, [used, drafted, loose, fresh]);
  assert.deepEqual(new Set(left.map(({ asset }) => asset)), new Set([used, drafted, fresh]));
  assert.deepEqual(new Set(filesOnDisk()), new Set([used, drafted, fresh]));
});

test('that a file was used can be neither changed nor taken back', async () => {
  const asset = await uploaded();
  const use = { assets: [asset], caseNo: 'LJ261123000002H', purpose: 'supplement', by: { person: owner } } as const;
  await inTransaction(world.db, (tx) => recordUse(tx, { ...use, at: clock.now() }));

  await assert.rejects(world.db.deleteFrom('materials.use').execute());
  await assert.rejects(world.db.updateTable('materials.use').set({ case_no: 'other' }).execute());
  await assert.rejects(world.db.deleteFrom('materials.asset').where('id', '=', asset).execute());
});
