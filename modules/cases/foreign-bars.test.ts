import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { stoppedClock, type World } from '#kernel';
import { release } from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { aKey, filedCase, officer, resident, sampleUnits, seedCity, takeNext } from './testing.ts';

const guides = ['outside-auditor.md', 'outside-auditor.zh-CN.md'].map((name) =>
  readFileSync(join(import.meta.dirname, '../../docs', name), 'utf8'),
);
/** The query that the guide for auditors gives to those who may read the database. */
const [query = '', other] = guides.map((guide) => /```sql\n([\s\S]*?)```/.exec(guide)?.[1]);

let database: TestDatabase;
let world: World;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, stoppedClock('2026-11-23T02:00:00Z'));
  await seedCity(world);
});
after(async () => database.close());

test('an auditor who may read the database finds a bar that cites somebody else’s act, which the log cannot show', async () => {
  const clerk = await officer(world, sampleUnits.gaj, 'clerk');
  const zhang = await resident(world, 'zhang-wei');
  const recused = await filedCase(world, zhang);
  await takeNext(world, clerk, { key: aKey() });
  await release(world, clerk, { key: aKey(), case: recused, reason: 'recusal' });
  await filedCase(world, zhang);
  await takeNext(world, clerk, { key: aKey() });
  assert.equal(query, other, 'both languages give the same one');
  assert.deepEqual((await database.ownerPool.query(query)).rows, []);

  await database.ownerPool.query('alter table cases.event disable trigger all');
  const { rows } = await database.ownerPool.query<{ bar: string }>(
    `update cases.event set officer_id = (select id from identity.officer where id <> officer_id limit 1)
     where kind = 'released' returning ledger_index as bar`,
  );
  const [foreign, ...more] = (await database.ownerPool.query<{ take: string; bar: string }>(query)).rows;
  assert.deepEqual([foreign?.bar, more], [rows[0]?.bar, []]);
});
