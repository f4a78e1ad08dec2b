import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { freshDatabase, testWorld } from '#testing/fresh-database';
import { importItems } from './gdzwfw/import-items.ts';
import { asLines, inPieces, realRows } from './gdzwfw/testing.ts';
import { guideView } from './guide-view.ts';
import { departments, popularServices, topics } from './home.ts';
import type { ItemId } from './ids.ts';
import { seedSample } from './sample/seed-sample.ts';

const database = await freshDatabase();
const world = testWorld(database);
after(() => database.close());
await seedSample(world);
await importItems(world, { name: 'real', chunks: inPieces(asLines(...realRows(40))) });

test('the guide of a sample item has every part that its source has, and is marked', async () => {
  const guide = await guideView(world.db, 'LJ-SC-005' as ItemId);

  assert.ok(guide);
  assert.equal(guide.sample, true);
  assert.equal(guide.plainName, '开饭店办食品证');
  assert.deepEqual(guide.limits?.saving, { value: 5, unit: 'workday' });
  assert.equal(guide.materials?.[1]?.replacedBy?.name, '营业执照');
  assert.equal(guide.visits?.count, 0);
  assert.equal(guide.stages?.length, 5);
  assert.deepEqual(guide.remedies, ['reconsideration', 'lawsuit']);
  assert.deepEqual(guide.region, { code: '530700', name: '丽江市' });
});

test('the guide of an imported item says where it comes from and leaves out what is unknown', async () => {
  const guide = await guideView(world.db, '11440000006939756B2440101007000' as ItemId);

  assert.ok(guide);
  assert.equal(guide.origin, 'gdzwfw');
  assert.deepEqual(guide.contacts?.consult, { phones: ['020-34121084'] });
  assert.deepEqual(guide.limits?.promised, { value: 7, unit: 'workday' });
  for (const part of ['stages', 'fee', 'law', 'plainName', 'hours', 'siblings']) {
    assert.ok(!(part in guide), part);
  }
});

test('variants of one basic code know each other', async () => {
  const guide = await guideView(world.db, '11440000006940116U2440102002003' as ItemId);
  const code = guide?.codes.catalogCode ?? '';

  const other = await guideView(world.db, '11440000006940116U244010200300103' as ItemId);
  assert.ok(code.length === 12);
  assert.ok((other?.siblings?.length ?? 0) > 0);
  assert.ok(other?.siblings?.every(({ region }) => region === '广东省'));
});

test('the law is named with its article', async () => {
  const guide = await guideView(world.db, 'LJ-RS-010' as ItemId);
  assert.deepEqual(guide?.law?.[0], {
    law: '工伤保险条例',
    article: '第二十条',
    text: '受理起60日;事实清楚的15日',
  });
});

test('a guide that does not exist is not there', async () => {
  assert.equal(await guideView(world.db, 'LJ-XX-404' as ItemId), undefined);
});

test('the home page knows what most people want, and how much there is of what', async () => {
  const popular = await popularServices(world.db, 3);
  const counted = await departments(world.db);
  const total = counted.reduce((sum, { count }) => sum + count, 0);

  assert.deepEqual(
    popular.map(({ id }) => id),
    ['LJ-GA-002', 'LJ-RS-002', 'LJ-SC-005'],
  );
  assert.equal(total, 137);
  assert.ok((await topics(world.db)).some(({ name, count }) => name === '开办企业' && count === 11));
});
