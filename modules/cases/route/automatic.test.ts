import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { checkFairness } from '#audit';
import { registerPerson, type Officer, type PersonProfile, type Resident, type Role, type SessionId } from '#identity';
import { stoppedClock, type World } from '#kernel';
import { readLeaves } from '#ledger';
import {
  accept,
  automaticDesk,
  caseView,
  decideAutomatically,
  decideCase,
  deliver,
  openBoard,
  submit,
  taskView,
  withdraw,
  type CaseView,
  type ShortNo,
} from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import {
  aKey,
  copiesOf,
  filedCase,
  filledDraft,
  nothingToReport,
  officer,
  sampleUnits,
  seedCity,
  strangers,
  takeNext,
} from '../testing.ts';

/** 高龄津贴申领, which the sample lets the platform approve after filing. */
const ITEM = 'LJ-MZ-004';
const { general } = sampleUnits;
let database: TestDatabase;
let world: World;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, stoppedClock('2026-11-23T02:00:00Z'));
  await seedCity(world);
});
after(async () => database.close());

let people = 0;
/** Somebody with this year of birth who lives in this region. */
async function born(year: number, regionCode = '530721104203'): Promise<Resident> {
  people += 1;
  const profile: PersonProfile = {
    name: '和老人',
    identityNumber: withCheckDigit(`530799${year}0708${String(100 + people)}`),
    phone: `1400001${String(people).padStart(4, '0')}`,
    regionCode,
    address: '玉湖村 12 号(样例)',
  };
  const person = await registerPerson(world, profile, { sample: true });
  return { kind: 'resident', session: randomUUID() as SessionId, person };
}

function withCheckDigit(digits: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return digits + '10X98765432'.charAt(sum % 11);
}

const look = async () => decideAutomatically({ ...world, log: nothingToReport });
const on = (no: ShortNo) => ({ key: aKey(), case: no });
async function take(unit: string, role: Role): Promise<Officer> {
  const who = await officer(world, unit, role);
  await takeNext(world, who, { key: aKey() });
  return who;
}
async function leaves(): Promise<readonly string[]> {
  return (await readLeaves(world.db, 0n, 10_000)).map(({ bytes }) => Buffer.from(bytes).toString('utf8'));
}
async function kindsOf({ ledgerIndex }: CaseView): Promise<readonly string[]> {
  const all = (await leaves()).map((text, index) => ({ index, ...(JSON.parse(text) as { k: string; ref?: number }) }));
  return all.flatMap(({ k, ref, index }) => (ref === Number(ledgerIndex) || index === Number(ledgerIndex) ? [k] : []));
}
async function assertLawful(): Promise<void> {
  assert.deepEqual(checkFairness((await leaves()).map((text) => Buffer.from(text))), []);
}

test('what the registers prove is accepted and granted by the platform, once, and says by which rule', async () => {
  const old = await born(1942);
  const no = await filedCase(world, old, ITEM);
  const before_ = await caseView(world, old, no);
  assert.deepEqual([before_.status, before_.place?.queue], ['submitted', 'general-acceptance-automatic']);

  assert.equal(await look(), 1);
  assert.equal(await look(), 0);
  const view = await caseView(world, old, no);
  assert.equal(view.status, 'delivering');
  assert.deepEqual(await kindsOf(view), ['submit', 'accept', 'ready', 'decide', 'ready']);
  assert.equal(view.outcome?.granted, true);
  assert.match(view.outcome.reason ?? '', /已满80周岁/);
  assert.match(view.outcome.article ?? '', /第三条/);
  const granted = view.timeline.find(({ kind }) => kind === 'approved')?.details.automatic;
  assert.ok(granted);
  assert.equal(granted.outcome, 'approve');
  assert.match(granted.version ?? '', /^[0-9a-f-]{36}$/);
  assert.deepEqual(
    granted.rules.map(({ number, id }) => [number, id]),
    [[3, 'rule-eighty']],
  );
  const { rows } = await database.ownerPool.query('select kind from cases.event where automatic order by ledger_index');
  assert.deepEqual(rows, [{ kind: 'accepted' }, { kind: 'approved' }]);
  await deliver(world, await take(general, 'clerk'), { ...on(no), method: 'window', note: '' });
  await assertLawful();
});

test('what they do not prove goes to a person at its own place, who sees why, and may grant or refuse it', async () => {
  const [young, stranger] = [await born(1980), await born(1930, '110101')];
  const numbers = [await filedCase(world, young, ITEM), await filedCase(world, stranger, ITEM)];
  assert.equal(await look(), 2);
  const [first, second] = numbers;
  assert.ok(first !== undefined && second !== undefined);
  const view = await caseView(world, young, first);
  assert.deepEqual([view.status, view.place?.queue, view.place?.ahead], ['submitted', 'general-acceptance', 0]);
  assert.deepEqual(await kindsOf(view), ['submit', 'transfer', 'ready']);

  const clerk = await take(general, 'clerk');
  const task = await taskView(world, clerk, first);
  const handed = task.timeline.find(({ kind }) => kind === 'leftToPeople')?.details.automatic;
  assert.deepEqual([handed?.outcome, handed?.reason], ['person', 'rule']);
  assert.match(handed?.rules[0]?.text ?? '', /由工作人员核对/);
  await accept(world, clerk, on(first));
  const approver = await take(general, 'approver');
  await decideCase(world, approver, { ...on(first), granted: false, reason: '未满80周岁', article: '样例' });
  assert.equal((await caseView(world, young, first)).status, 'denied');
  assert.equal((await caseView(world, stranger, second)).place?.ahead, 0);
  await assertLawful();
});

test('many workers at once, and again after a crash, look at each case exactly once', async () => {
  const owner = await born(1940);
  const draft = await filledDraft(world, owner, ITEM);
  const others = await strangers(world, 6);
  const copies = await copiesOf(world, { owner, draft }, others);
  const filed = [{ viewer: owner, draft }, ...copies.map((copy, at) => ({ viewer: others[at] ?? owner, draft: copy }))];
  for (const { viewer, draft: one } of filed) await submit(world, viewer, { draft: one, key: aKey(), declared: true });

  const looked = await Promise.all([look(), look(), look(), look()]);
  assert.equal(
    looked.reduce((sum, count) => sum + count, 0),
    filed.length,
  );
  const { rows } = await database.ownerPool.query<{ cases: bigint; checks: bigint }>(`
    select count(*) as cases, (select count(*) from cases.automatic_check) as checks
    from cases."case" where automatic in ('approved', 'person')`);
  assert.deepEqual([rows[0]?.cases, rows[0]?.checks], [rows[0]?.checks, rows[0]?.cases]);
  await assertLawful();
});

test('supervision sees every case that the platform looked at, by which rule, and nobody’s name; others see nothing', async () => {
  const seen = await automaticDesk(world, await officer(world, '11530700DEMA002244', 'supervisor'));
  assert.ok(seen.approved >= 2 && seen.person >= 2);
  assert.equal(seen.rows.length, seen.approved + seen.person);
  assert.ok(seen.rows.every(({ automatic }) => (automatic?.rules.length ?? 0) > 0));
  assert.equal(JSON.stringify(seen.rows, (_, value: unknown) => String(value)).includes('玉湖村'), false);
  assert.deepEqual((await automaticDesk(world, await officer(world, general, 'clerk'))).rows, []);
});

test('a case that people get is counted as one that was filed, and accepted when somebody has accepted it', async () => {
  const { totals } = await openBoard(world);
  const { rows } = await database.ownerPool.query<{ filed: number; accepted: number }>(`
    select count(*)::int as filed, count(*) filter (where status not in ('submitted', 'withdrawn'))::int as accepted
    from cases."case"`);
  assert.deepEqual([totals.received, totals.accepted], [rows[0]?.filed, rows[0]?.accepted]);
});

test('who withdraws while the platform has not looked yet is not looked at any more', async () => {
  const old = await born(1941);
  const no = await filedCase(world, old, ITEM);
  await withdraw(world, old, { ...on(no), reason: '' });
  assert.equal(await look(), 0);
  assert.equal((await caseView(world, old, no)).status, 'withdrawn');
  await assertLawful();
});
