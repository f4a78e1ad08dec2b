import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { freshDatabase, type TestDatabase } from '#testing/fresh-database';
import { buildDirectory, regionDirectory } from './region-directory.ts';
import { regionLevel } from './region.ts';
import { childRegions, regionName, regionPath, seedRegions } from './region-store.ts';

let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
  await seedRegions(database.db);
});
after(() => database.close());

const count = (level: string, prefix = '') =>
  [...regionDirectory().all()].filter((region) => region.level === level && region.code.startsWith(prefix)).length;

test('the release knows 34 provinces, and Lijiang down to its 470 villages', () => {
  assert.equal(count('province'), 34);
  assert.equal(count('county', '5307'), 5);
  assert.equal(count('town', '5307'), 66);
  assert.equal(count('village', '5307'), 470);
  assert.equal(count('village'), 470);
});

test('every county of the country has a prefecture, and every place begins with the name of its province', () => {
  assert.equal(count('prefecture'), 342);
  assert.equal(count('county'), 2975);
  for (const { code, fullName } of regionDirectory().all()) {
    assert.ok(fullName.startsWith(regionDirectory().path(code)[0]?.name ?? '?'), code);
  }
});

test('nobody writes 市辖区 or 省直辖县级行政区划 in an address', () => {
  assert.equal(regionDirectory().region('110101')?.fullName, '北京市东城区');
  assert.equal(regionDirectory().region('500151')?.fullName, '重庆市铜梁区');
  assert.equal(regionDirectory().region('429004')?.fullName, '湖北省仙桃市');
  assert.equal(regionDirectory().region('659001')?.fullName, '新疆维吾尔自治区石河子市');
});

test('a village is found through its town, county, city and province', async () => {
  const path = await regionPath(database.db, '530702001001');

  assert.deepEqual(
    path.map(({ name }) => name),
    ['云南省', '丽江市', '古城区', '西安街道', '金甲社区居委会'],
  );
  assert.deepEqual(path, regionDirectory().path('530702001001'));
  assert.equal(await regionName(database.db, '530702001001'), '云南省丽江市古城区西安街道金甲社区居委会');
});

test('the regions below one come in the order of their codes, the provinces first of all', async () => {
  const counties = await childRegions(database.db, '530700');
  const provinces = await childRegions(database.db);

  assert.deepEqual(
    counties.map(({ name }) => name),
    ['古城区', '玉龙纳西族自治县', '永胜县', '华坪县', '宁蒗彝族自治县'],
  );
  assert.equal(provinces.length, 34);
  assert.deepEqual(counties, regionDirectory().children('530700'));
});

test('a code that is no region has no path, no name and no children', async () => {
  for (const code of ['999999', '530702999', '5307', "x' or true"]) {
    assert.deepEqual(await regionPath(database.db, code), []);
    assert.equal(await regionName(database.db, code), undefined);
    assert.deepEqual(await childRegions(database.db, code), []);
    assert.deepEqual(regionDirectory().path(code), []);
  }
  assert.throws(() => regionLevel('5307'), RangeError);
});

test('loading the regions again changes nothing, and a renamed one gets its name back', async () => {
  assert.equal(await seedRegions(database.db), 0);

  await database.db.updateTable('kernel.region').set({ name: '旧名' }).where('code', '=', '530702').execute();
  assert.equal(await seedRegions(database.db), 1);
});

test('the database refuses a region whose parent is not the one its code names', async () => {
  const row = { code: '530799', name: '某区', parent: '530800', level: 'county', full_name: '某区' };
  await assert.rejects(
    database.db.insertInto('kernel.region').values(row).execute(),
    /region_code_and_parent_fit_its_level/,
  );
});

test('a directory with a gap is not accepted', () => {
  assert.throws(() => buildDirectory([['530702', '古城区']]), /no parent/);
});
