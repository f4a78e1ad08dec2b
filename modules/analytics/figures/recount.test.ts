import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import chineseDays from 'chinese-days';
import { stoppedClock, type World } from '#kernel';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { seedCity } from '../../cases/testing.ts';
import { seedRawCases } from '../testing.ts';
import { countNames, type CountName } from './counts.ts';
import { figureRows } from './figure-rows.ts';
import { monthCells } from './month-cells.ts';

/** A few thousand in every run; `FIGURES_CASES=100000` for as many as anybody asks for. */
const CASES = Number(process.env.FIGURES_CASES ?? 4_000);
const MONTHS = ['2026-08', '2026-09', '2026-10'] as const;
const NOW = '2026-11-23T02:00:00Z';
const HALF_HOUR = 1_800_000;

let database: TestDatabase;
let world: World;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database, stoppedClock(NOW));
  await seedCity(world);
  const from = new Date('2026-08-01T00:00:00+08:00');
  await seedRawCases(database.ownerPool, { count: CASES, from, days: 110, now: new Date(NOW) });
});
after(async () => database.close());

interface Act {
  readonly id: string;
  readonly kind: string;
  readonly at: Date;
}

interface Filed {
  readonly id: string;
  readonly unit: string;
  readonly item: string;
  readonly delivers: boolean;
  readonly limit: { readonly value: number; readonly unit: string } | null;
}

interface Special {
  readonly id: string;
  readonly from: Date;
  readonly until: Date | null;
}

/** Everything as it lies there, read by nobody's code but this. */
async function everything() {
  const { ownerPool: pool } = database;
  const filed = await pool.query<Filed>(
    `select c.id, c.unit_id as unit, v.item_id as item, v.elements -> 'promisedLimit' as limit,
       c.plan::text like '%delivery%' as delivers
     from cases."case" c join catalogue.item_version v on v.id = c.item_version_id`,
  );
  const acts = await pool.query<Act>('select case_id as id, kind, at from cases.event order by ledger_index');
  const specials = await pool.query<Special>(
    'select case_id as id, begun_at as from, ended_at as until from cases.special',
  );
  return {
    filed: filed.rows,
    acts: Map.groupBy(acts.rows, ({ id }) => id),
    specials: Map.groupBy(specials.rows, ({ id }) => id),
  };
}

const dayOf = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
const workdays = new Map<string, boolean>();

function works(day: string): boolean {
  const known = workdays.get(day) ?? chineseDays.isWorkday(day);
  workdays.set(day, known);
  return known;
}

interface Span {
  readonly from: Date;
  readonly until: Date | null;
}

/** Half hour by half hour: it counts if people work that day and nothing stops the clock. */
function halfHours(from: Date, until: Date, stops: readonly Span[]): number {
  let count = 0;
  for (let at = from.getTime(); at < until.getTime(); at += HALF_HOUR) {
    const stopped = stops.some(
      (stop) => stop.from.getTime() <= at && (stop.until === null || at < stop.until.getTime()),
    );
    if (!stopped && works(dayOf(new Date(at)))) count += 1;
  }
  return count;
}

/** Day by day: whether the promised days were over before a moment. */
function isOver(limit: NonNullable<Filed['limit']>, begin: Date, { by, stops }: { by: Date; stops: readonly Span[] }) {
  const spans = stops.map(({ from, until }) => [dayOf(from), until === null ? '9999' : dayOf(until)] as const);
  const first = dayOf(begin);
  let left = limit.value;
  if (limit.unit === 'month') left = (Date.parse(monthLater(first, limit.value)) - Date.parse(first)) / 86_400_000;
  for (let day = first; day < dayOf(by); day = dayAfter(day)) {
    const covered = spans.some(([from, until]) => from < day && day <= until);
    if (day > first && !covered && (works(day) || limit.unit !== 'workday')) left -= 1;
    const paused = spans.some(([from, until]) => from <= day && day < until);
    if (left <= 0 && !paused && (works(day) || (limit.unit === 'workday' && day === first))) return true;
  }
  return false;
}

function monthLater(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

type Naive = Record<CountName, number> & { halves: number[] };

const nothing = (): Naive => ({
  ...(Object.fromEntries(countNames.map((name) => [name, 0])) as Record<CountName, number>),
  halves: [],
});

const CLOSING = ['notAccepted', 'denied', 'withdrawn', 'terminated', 'delivered'];

interface Counting {
  readonly acts: readonly Act[];
  readonly stops: readonly Span[];
  readonly month: string;
}

/** One case of one month, added to what was counted so far. */
function add(to: Naive, { limit, delivers }: Filed, { acts, stops, month }: Counting): void {
  const end = new Date(`${monthLater(`${month}-01`, 1)}T00:00:00+08:00`);
  const before = acts.filter(({ at }) => at < end);
  const moment = (...kinds: string[]) => before.find(({ kind }) => kinds.includes(kind))?.at;
  const inMonth = (at: Date | undefined): at is Date => at !== undefined && dayOf(at).startsWith(month);
  const [received, accepted, decided] = [
    moment('submitted'),
    moment('accepted', 'deemedAccepted'),
    moment('approved', 'denied'),
  ];
  const closed = moment(...CLOSING, ...(delivers ? [] : ['approved']));
  const deemed = moment('deemedAccepted') !== undefined;
  const begin = (deemed ? (moment('supplementSubmitted') ?? received) : accepted) ?? end;
  if (inMonth(received)) to.received += 1;
  if (inMonth(accepted)) to.accepted += 1;
  if (inMonth(closed)) {
    to.closed += 1;
    if (moment('supplementRequested') !== undefined) to.supplemented += 1;
    if (moment('priorityGranted') !== undefined) to.prioritised += 1;
  }
  if (inMonth(decided)) {
    to.decided += 1;
    to.halves.push(halfHours(begin, decided, stops));
    if (limit !== null) to.promised += 1;
    if (limit !== null && !isOver(limit, begin, { by: decided, stops })) to.onTime += 1;
  }
  if (accepted === undefined || decided !== undefined || closed !== undefined || limit === null) return;
  to.pending += 1;
  const open = stops
    .filter(({ from }) => from < end)
    .map(({ from, until }) => ({ from, until: until !== null && until >= end ? null : until }));
  if (isOver(limit, begin, { by: end, stops: open })) to.overdue += 1;
}

async function naiveMonth(month: string): Promise<ReadonlyMap<string, Naive>> {
  const { filed, acts, specials } = all ?? (all = await everything());
  const cells = new Map<string, Naive>();
  for (const each of filed) {
    const cell = cells.get(`${each.unit} ${each.item}`) ?? nothing();
    cells.set(`${each.unit} ${each.item}`, cell);
    add(cell, each, { acts: acts.get(each.id) ?? [], stops: specials.get(each.id) ?? [], month });
  }
  return new Map([...cells].filter(([, cell]) => countNames.some((name) => cell[name] > 0)));
}

let all: Awaited<ReturnType<typeof everything>> | undefined;

/** Puts them in a row and counts from the front. */
function middle(halves: readonly number[]): { readonly median?: number; readonly p90?: number } {
  const row = halves.toSorted((one, other) => one - other);
  if (row.length === 0) return {};
  let nine = 1;
  while (nine * 10 < row.length * 9) nine += 1;
  const half = row.length / 2;
  const median = Number.isInteger(half) ? ((row[half - 1] ?? 0) + (row[half] ?? 0)) / 2 : (row[Math.floor(half)] ?? 0);
  const days = (count: number) => Math.round((count / 48) * 10) / 10;
  return { median: days(median), p90: days(row[nine - 1] ?? 0) };
}

for (const month of MONTHS)
  test(`the figures of ${month} are those that somebody counts one by one from the events`, async (context) => {
    const naive = await naiveMonth(month);
    const started = performance.now();
    const cells = await monthCells(world.db, month);
    const took = performance.now() - started;
    assert.deepEqual(cells.map(({ unit, item }) => `${unit} ${item}`).toSorted(), [...naive.keys()].toSorted());
    for (const { unit, item, counts } of cells) {
      const { halves, ...expected } = naive.get(`${unit} ${item}`) ?? assert.fail();
      const { times, ...counted } = counts;
      assert.deepEqual(counted, expected, `${unit} ${item}`);
      assert.deepEqual(times.map((time) => time / HALF_HOUR).toSorted(), halves.toSorted(), `${unit} ${item}`);
    }
    const [city] = figureRows(cells, 10, (unit) => unit);
    const expected = middle([...naive.values()].flatMap(({ halves }) => halves));
    assert.deepEqual({ median: city?.median, p90: city?.p90 }, expected);
    const over = cells.map(({ counts }) => counts.promised - counts.onTime + counts.overdue);
    assert.ok(over.reduce((sum, count) => sum + count, 0) > 10, 'somebody was late');
    assert.equal(
      city?.received,
      [...naive.values()].reduce((sum, { received }) => sum + received, 0),
    );
    context.diagnostic(`${month}: ${city.received} received of ${CASES} cases, counted in ${Math.round(took)} ms`);
  });
