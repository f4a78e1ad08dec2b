import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { World } from '#kernel';
import {
  endRole,
  generalUnit,
  grantRole,
  holdsRole,
  officersOf,
  seedDemo,
  unitByUscc,
  upsertUnit,
  type OfficerId,
  type Role,
  type UnitId,
} from '#identity';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';

let database: TestDatabase;
let world: World;
let gaj: UnitId;
let clerk: OfficerId;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database);
  await seedDemo(world);
  gaj = (await unitByUscc(world.db, '11530700DEMA001013'))?.id ?? assert.fail();
  clerk = await theOfficer(gaj, 'clerk');
});
after(async () => database.close());

test('a region’s prefix begins the code of everything inside it and of nothing beside it', async () => {
  const known = {
    '530000': '53',
    '530700': '5307',
    '530702': '530702',
    '530702001000': '530702001',
    '530702000000': '530702',
    '530700000000': '5307',
    '530702100': '530702100',
    '530702001001': '530702001001',
    // Short codes, as statistics use them, are their own prefix.
    '53': '53',
    '5307': '5307',
  };
  for (const [code, prefix] of Object.entries(known)) {
    const { rows } = await sql<{ prefix: string }>`select identity.region_prefix(${code}) as prefix`.execute(world.db);
    assert.equal(rows[0]?.prefix, prefix, code);
  }
});

test('a role reaches its unit and those below it, in its region, and nothing else', async () => {
  const station = await newUnit('GAJ-STATION', { parent: gaj, region: '530702001' });
  const elsewhere = await newUnit('GAJ-FAR', { parent: gaj, region: '530801' });
  const general = (await generalUnit(world.db)).id;
  assert.deepEqual(await reached(clerk, 'clerk', [gaj, station, elsewhere, general]), [true, true, false, false]);
  assert.deepEqual(await reached(clerk, 'approver', [gaj, station]), [false, false]);
});

test('the supervisor and the bureau reach every unit of their region', async () => {
  const homes = {
    bureau: (await generalUnit(world.db)).id,
    supervisor: (await unitByUscc(world.db, '11530700DEMA002244'))?.id,
  };
  const far = await newUnit('FAR', { region: '530801' });
  for (const role of ['supervisor', 'bureau'] as const)
    assert.deepEqual(await reached(await theOfficer(homes[role] ?? assert.fail(), role), role, [gaj, far]), [
      true,
      false,
    ]);
});

test('a role that has ended, or whose officer has left, reaches nothing from that moment on', async () => {
  await endRole(world, clerk, 'clerk');
  assert.deepEqual(await reached(clerk, 'clerk', [gaj]), [false]);
  await grantRole(world, clerk, { role: 'clerk', unit: gaj, region: '530700' });
  assert.deepEqual(await reached(clerk, 'clerk', [gaj]), [true]);
  await database.ownerPool.query('update identity.officer set left_at = appointed_at where id = $1', [clerk]);
  assert.deepEqual(await reached(clerk, 'clerk', [gaj]), [false]);
});

async function reached(officer: OfficerId, role: Role, units: readonly UnitId[]): Promise<boolean[]> {
  return Promise.all(
    units.map(async (unit) => {
      const holding = { officer: sql`${officer}`, role: sql`${role}`, unit: sql`${unit}` };
      const { rows } = await sql<{ held: boolean }>`select ${holdsRole(holding)} as held`.execute(world.db);
      return rows[0]?.held === true;
    }),
  );
}

async function theOfficer(unit: UnitId, role: Role): Promise<OfficerId> {
  return (await officersOf(world.db, unit, role))[0] ?? assert.fail();
}

async function newUnit(code: string, facts: { parent?: UnitId; region: string }): Promise<UnitId> {
  return upsertUnit(world.db, { uscc: code, name: code, shortName: code, sample: true, ...facts });
}
