import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { itemById, seedSample, type ItemId } from '#catalogue';
import { officersOf, seedDemo, unitByUscc, type Officer, type SessionId } from '#identity';
import { stoppedClock, type World } from '#kernel';
import { seedPools } from '#queue';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { importAnew } from '../catalogue/testing.ts';
import { changeView, endChange, pinnedService, rebaseChange, saveChange, seedRoutes, startChange } from './index.ts';
import { tableDiff } from './table-diff.ts';
import { endNow } from './testing.ts';

const HOTEL = 'LJ-GA-010';
const SUBSIDY = 'LJ-MZ-004';
const table = readFileSync(new URL('../../db/seeds/decisions/LJ-MZ-004.automatic.dmn', import.meta.url), 'utf8');
let database: TestDatabase;
let world: World;
let first: Officer;
let second: Officer;

before(async () => {
  database = await freshDatabase();
  world = testWorld(database, stoppedClock('2026-11-23T02:00:00Z'));
  await seedDemo(world);
  await seedSample(world);
  await seedPools(world);
  await seedRoutes(world);
  const unit = await unitByUscc(world.db, '11530700DEMA00259N');
  const [one, two] = unit === undefined ? [] : await officersOf(world.db, unit.id, 'bureau');
  assert.ok(unit !== undefined && one !== undefined && two !== undefined);
  const as = (officer: typeof one): Officer => ({
    kind: 'officer',
    session: 'session' as SessionId,
    officer,
    unit: unit.id,
    roles: [{ role: 'bureau', unit: unit.id, region: '530700' }],
  });
  [first, second] = [as(one), as(two)];
});
after(async () => database.close());

const begun = async (item: string) => (await startChange(world, first, { key: randomUUID(), item })).change;
const revisionOf = async (change: string) => (await changeView(world, first, change)).change.revision;
const itemOf = async (id: string) => (await itemById(world.db, id as ItemId)) ?? assert.fail(id);

async function save(who: Officer, change: string, edit: (route: string) => string): Promise<void> {
  const { change: now } = await changeView(world, who, change);
  await saveChange(world, who, { change, revision: now.revision, route: edit(now.parts.route ?? '') });
}

const longer = (xml: string) => xml.replace('tongban:budget="2 workday"', 'tongban:budget="1 workday"');

test('nobody proposes, publishes or throws away what they have not seen', async () => {
  const change = await begun(HOTEL);
  const seen = await revisionOf(change);
  await save(second, change, longer);
  for (const act of ['propose', 'discard'] as const)
    await assert.rejects(endChange(world, first, { key: randomUUID(), change, revision: seen, act }), {
      code: 'publishing.saved-meanwhile',
    });
  await endNow(world, first, { change, act: 'propose' });
  await assert.rejects(endNow(world, second, { change, act: 'publish' }), { code: 'publishing.own-work' });
  await endNow(world, second, { change, act: 'send-back', reason: '请您自己再看一遍' });
  await endNow(world, first, { change, act: 'discard' });
});

test('that the platform may approve by itself is a difference, and so is a timer that cuts a task short', async () => {
  const change = await begun(SUBSIDY);
  const { change: now } = await changeView(world, first, change);
  const without = now.parts.route?.replace(/ tongban:automatic(?:After)?="[^"]*"/g, '') ?? '';
  assert.notEqual(without, now.parts.route);
  await saveChange(world, first, { change, revision: now.revision, route: without });
  const { routeChanges } = await changeView(world, first, change);
  assert.deepEqual(
    routeChanges.map(({ kind, before: was, after: is }) => [kind, was?.kind, was?.facts.length, is?.facts.length]),
    [['changed', 'process', 1, 0]],
  );
  await endNow(world, first, { change, act: 'discard' });

  const timed = await begun('LJ-GC-001');
  await save(first, timed, (xml) => xml.replaceAll('cancelActivity="false"', 'cancelActivity="true"'));
  const flipped = await changeView(world, first, timed);
  assert.notEqual(flipped.change.parts.route?.includes('cancelActivity="false"'), true);
  assert.ok(flipped.routeChanges.some(({ after: is }) => is?.facts.some((fact) => fact.startsWith('interrupting'))));
  await endNow(world, first, { change: timed, act: 'discard' });
});

test('every expression of a model, its hit policy, the order of its rules and its example rows are compared', () => {
  const diff = (after_: string) =>
    tableDiff({ decisions: { a: table }, examples: {} }, { decisions: { a: after_ }, examples: {} });
  assert.deepEqual(diff(table), []);
  const [literal] = diff(table.replace(/<literalExpression([^>]*)>\s*<text>/, '<literalExpression$1><text>1 + '));
  assert.equal((literal?.added.length ?? 0) + (literal?.removed.length ?? 0), 2, 'one line went and one came');
  const [policy] = diff(table.replace('hitPolicy="FIRST"', 'hitPolicy="UNIQUE"'));
  assert.match(policy?.added.join() ?? '', /\[UNIQUE\]/);
  const rules = table.match(/<rule[\s\S]*?<\/rule>/g) ?? [];
  const [one = '', two = ''] = rules;
  const swapped = table.replace(one, '§').replace(two, one).replace('§', two);
  const [order] = diff(swapped);
  assert.equal(order?.reordered.length, 1);
  const [drawn] = diff(table.replace('</definitions>', '<!-- seen -->\n</definitions>'));
  assert.deepEqual([drawn?.kind, drawn?.added, drawn?.removed], ['changed', [], []]);
  const rows = { decisions: { a: table }, examples: { a: [{ given: { age: '80' }, expected: 'approve' }] } };
  assert.deepEqual(tableDiff({ decisions: { a: table }, examples: {} }, rows)[0]?.added, ['age = 80 ⇒ approve']);
});

test('what two people have published stays when a catalogue brings new elements, and a sample seeds nothing over it', async () => {
  const old = await itemOf(HOTEL);
  const pinned = await pinnedService(world.db, old.version);
  assert.ok(pinned?.route);
  await importAnew(world, HOTEL);
  const now = await itemOf(HOTEL);
  assert.notEqual(now.version, old.version);
  const carried = await pinnedService(world.db, now.version);
  assert.deepEqual([carried?.route, carried?.pools], [pinned.route, pinned.pools]);
  assert.equal(await seedRoutes(world), 0);
});

test('a change that was overtaken is taken over to the new version with everything that was written', async () => {
  const change = await begun(HOTEL);
  await save(first, change, longer);
  await importAnew(world, HOTEL);
  assert.equal((await changeView(world, first, change)).outdated, true);
  const input = { key: randomUUID(), change, revision: await revisionOf(change) };
  await assert.rejects(rebaseChange(world, first, { ...input, revision: 1 }), { code: 'publishing.saved-meanwhile' });
  await rebaseChange(world, first, input);
  const { outdated, routeChanges, change: now } = await changeView(world, first, change);
  assert.equal(outdated, false);
  assert.ok(routeChanges.length > 0 && now.parts.route?.includes('tongban:budget="1 workday"'));
});

test('an example whose cells cannot be read is not right by chance', async () => {
  const change = await begun(SUBSIDY);
  const { change: now } = await changeView(world, first, change);
  const rows = [{ given: { received: '2026-13-45' }, expected: 'person' }];
  await saveChange(world, first, { change, revision: now.revision, examples: { name: 'automatic', rows } });
  const { checked } = await changeView(world, first, change);
  assert.deepEqual(
    checked.examples.automatic?.map(({ right }) => right),
    [false],
  );
});
