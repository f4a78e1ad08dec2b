import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { stoppedClock, type World } from '#kernel';
import type { Officer } from '#identity';
import { startChange } from '#publishing';
import { moveLine, movesIn, tryOut, type Move } from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { aKey, officer, sampleUnits, seedCity } from '../testing.ts';

let database: TestDatabase;
let world: World;
let bureau: Officer;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, stoppedClock('2026-11-23T02:00:00Z'));
  await seedCity(world);
  bureau = await officer(world, sampleUnits.general, 'bureau');
});
after(async () => database.close());

async function trying(item: string) {
  const { change } = await startChange(world, bureau, { key: aKey(), item });
  return async (moves: readonly Move[], input = {}) => {
    const tried = await tryOut(world, bureau, { change, applicant: 'person', input, moves });
    assert.ok(tried.story, JSON.stringify(tried.problems));
    return tried.story;
  };
}

const agreeing = ({ instance, department }: { instance: string; department: string }): Move => ({
  kind: 'done',
  instance,
  department,
  outcome: 'agree',
});

async function rowsIn(table: string): Promise<string | undefined> {
  const { rows } = await database.ownerPool.query<{ count: string }>(`select count(*) from ${table}`);
  return rows[0]?.count;
}

test('a made-up applicant goes the way that the answers lead, and nothing is kept', async () => {
  const tell = await trying('LJ-SC-005');
  const papers = { foods: ['hot'], form: 'drinks', oldTown: 'no' };
  const plain = await tell([], papers);
  assert.deepEqual(
    plain.open.map(({ name }) => name),
    ['书面审查'],
  );
  assert.equal((await tell(plain.open.map(agreeing), papers)).lines.at(-1)?.kind, 'ended');

  const raw = { ...papers, foods: ['raw'] };
  const kitchen = await tell([], raw);
  const asked = kitchen.lines.find(({ kind }) => kind === 'asked');
  assert.ok(asked?.kind === 'asked' && asked.result === 'onsite' && asked.rules.length === 1);
  assert.deepEqual(
    kitchen.open.map(({ name }) => name),
    ['书面审查', '联合现场核查'],
  );
  for (const table of ['cases."case"', 'cases.draft', 'queue.ticket', 'forms.form_version'])
    assert.equal(await rowsIn(table), '0', table);
});

test('silence can be tried where the law takes it for consent, and a move that cannot be is left out', async () => {
  const tell = await trying('LJ-CG-002');
  const { open } = await tell([]);
  const silent = open.find(({ consentAfter }) => consentAfter !== undefined);
  assert.ok(silent && open.length === 2);
  const consent: Move = { kind: 'consent', instance: silent.instance, department: silent.department };
  const told = await tell([consent, consent, { kind: 'timer', instance: 'x', element: 'y' }]);
  assert.deepEqual(told.moves, [consent]);
  assert.ok(told.lines.some(({ kind }) => kind === 'consented'));
  assert.deepEqual(movesIn(told.moves.map(moveLine).join('\n')), told.moves);
});
