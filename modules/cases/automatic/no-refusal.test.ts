import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { stoppedClock, type World } from '#kernel';
import type { Resident } from '#identity';
import { caseView, decideAutomatically, lifecycle, type CaseStatus, type EventKind } from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { filedCase, nothingToReport, resident, seedCity } from '../testing.ts';
import type { Transition } from '../lifecycle.ts';
import type { Verdict } from './judge.ts';

const ITEM = 'LJ-MZ-004';
let database: TestDatabase;
let world: World;
let zhang: Resident;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, stoppedClock('2026-11-23T02:00:00Z'));
  await seedCity(world);
  zhang = await resident(world, 'zhang-wei');
});
after(async () => database.close());

test('first: what computes an outcome has no word for a refusal', () => {
  const outcomes: Record<Verdict['outcome'], true> = { approve: true, person: true };
  // @ts-expect-error — a refusal is none of its outcomes
  const refusal: Verdict['outcome'] = 'refuse';
  assert.equal(refusal in outcomes, false);
});

// Second: a table that could say it is not published (modules/publishing/automatic-table.test.ts).

test('third: the lifecycle has no step of the platform that takes something from somebody', () => {
  const refusals: readonly (CaseStatus | EventKind)[] = ['notAccepted', 'denied', 'withdrawn', 'terminated'];
  const platforms = Object.entries<Transition>(lifecycle).filter(([, { by }]) => by === 'platform');
  assert.ok(platforms.length >= 6);
  for (const [name, { to, event }] of platforms) {
    assert.equal(to !== undefined && refusals.includes(to), false, name);
    assert.equal(refusals.includes(event), false, name);
  }
  const common = { from: [], task: 'end', binding: 'promise' } as const;
  // @ts-expect-error — it cannot be written down either
  const refusal: Transition = { by: 'platform', event: 'denied', to: 'denied', ...common };
  assert.ok(refusal);
});

test('fourth: the database takes no refusal of the platform, and none that is nobody’s', async () => {
  const no = await filedCase(world, zhang, ITEM);
  await decideAutomatically({ ...world, log: nothingToReport });
  assert.equal((await caseView(world, zhang, no)).status, 'submitted', 'a young person is left to people');
  const attempt = async (sql: string) => database.ownerPool.query(sql);
  const event = (kind: string, automatic: boolean) => `
    insert into cases.event (id, ledger_index, case_id, kind, at, n, sealed, automatic, officer_id)
    select gen_random_uuid(), (select max(index) from ledger.leaf), id, '${kind}', now(), 0, '', ${automatic},
      case when ${automatic} then (select id from identity.officer limit 1) end
    from cases."case" where short_no = '${no}'`;
  await assert.rejects(attempt(event('denied', true)), { constraint: 'the_platform_refuses_nobody' });
  await assert.rejects(attempt(event('notAccepted', true)), { constraint: 'the_platform_refuses_nobody' });
  await assert.rejects(attempt(event('denied', false)), { constraint: 'a_refusal_is_by_somebody' });
  await assert.rejects(
    attempt(`update cases."case" set automatic = 'approved', status = 'denied' where short_no = '${no}'`),
    { constraint: 'what_the_platform_decides_is_granted' },
  );
  await assert.rejects(
    attempt(`insert into cases.automatic_check (event_index, case_id, unit_id, outcome, decision_version_id, at)
      select 0, id, unit_id, 'refused', (select id from routing.decision_version limit 1), now() from cases."case" where short_no = '${no}'`),
    { constraint: 'an_automatic_outcome_is_no_refusal' },
  );
});
