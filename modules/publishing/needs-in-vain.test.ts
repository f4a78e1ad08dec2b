import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { itemById, seedSample, type ItemId } from '#catalogue';
import { seedDemo } from '#identity';
import type { World } from '#kernel';
import { seedPools } from '#queue';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { checkParts } from './problems.ts';

const ROUTES = join(import.meta.dirname, '../../db/seeds/routes');
const HOTEL = 'LJ-GA-010';
let database: TestDatabase;
let world: World;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database);
  await seedDemo(world);
  await seedSample(world);
  await seedPools(world);
});
after(async () => database.close());

test('every page and material that a sample route names is there, and a route that names others is not published', async () => {
  for (const file of readdirSync(ROUTES)) {
    const item = await itemById(world.db, file.replace('.bpmn', '') as ItemId);
    assert.ok(item);
    const route = readFileSync(join(ROUTES, file), 'utf8');
    const check = async (xml: string) =>
      (
        await checkParts(
          { db: world.db, clock: world.clock, item },
          { route: xml, decisions: {}, examples: {}, texts: [] },
        )
      ).problems
        .filter(({ code }) => code.startsWith('publishing.needs'))
        .map(({ code, element, detail }) => [code, element, detail]);
    assert.deepEqual(await check(route), [], file);
    if (file !== `${HOTEL}.bpmn`) continue;
    assert.deepEqual(await check(route.replace('tongban:materials="4 5"', 'tongban:materials="4 9"')), [
      ['publishing.needs-unknown-material', 'fire', '9'],
    ]);
    assert.deepEqual(await check(route.replace(' reason"', ' reason.why kitchen"')), [
      ['publishing.needs-unknown-page', 'fire', 'reason.why'],
      ['publishing.needs-unknown-page', 'fire', 'kitchen'],
    ]);
    const ofLead = route.replace('id="review" ', 'id="review" tongban:pages="-" ');
    assert.deepEqual(await check(ofLead), [['publishing.needs-of-lead', 'review', undefined]]);
  }
});
