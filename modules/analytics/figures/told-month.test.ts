import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ItemId } from '#catalogue';
import type { UnitId } from '#identity';
import { countNames, type CountName, type Counts } from './counts.ts';
import { figureRows, type FigureRow } from './figure-rows.ts';
import type { Cell } from './month-cells.ts';

const SMALLEST = 10;

/** Counts of an honest month: what hangs together hangs together. */
const counts: fc.Arbitrary<Counts> = fc
  .record({ size: fc.constantFrom(0, 1, 3, 9, 12, 40, 300), seed: fc.infiniteStream(fc.nat({ max: 1_000 })) })
  .map(({ size, seed }) => {
    const some = (most: number) =>
      Number(seed.next().value) % 4 === 0 ? most : Number(seed.next().value) % (most + 1);
    const [closed, pending] = [some(size), some(size)];
    const decided = some(closed);
    const promised = some(decided);
    return {
      received: some(size),
      accepted: some(size),
      closed,
      decided,
      promised,
      onTime: some(promised),
      pending,
      overdue: some(pending),
      supplemented: some(closed),
      prioritised: some(closed),
      times: Array.from({ length: decided }, () => Number(seed.next().value) * 1_000_000),
    };
  });

const city = fc.array(fc.array(counts, { minLength: 1, maxLength: 5 }), { maxLength: 5 }).map((units) =>
  units.flatMap((items, unit) =>
    items.map((each, item): Cell => ({
      unit: `u${unit}` as UnitId,
      item: `I-${unit}-${item}` as ItemId,
      counts: each,
    })),
  ),
);

const inTotal = (cells: readonly Cell[], name: CountName) => cells.reduce((sum, { counts: own }) => sum + own[name], 0);

/** What somebody finds who subtracts any of the parts that are told from the whole above them. */
function differences(whole: FigureRow, parts: readonly FigureRow[], count: (row: FigureRow) => number | undefined) {
  const total = count(whole);
  if (total === undefined) return [];
  const told = parts.flatMap((row) => count(row) ?? []);
  const found = new Set([total]);
  for (const part of told) for (const before of [...found]) found.add(before - part);
  return [...told, ...found];
}

function levels(rows: readonly FigureRow[]): readonly (readonly [FigureRow, readonly FigureRow[]])[] {
  const departments = rows.filter(({ level }) => level === 'department');
  const whole = rows.filter(({ level }) => level === 'city').map((row) => [row, departments] as const);
  const services = (own: FigureRow) =>
    rows.filter(({ level, department }) => level === 'service' && department === own.department);
  return [
    ...whole,
    ...departments.filter((own) => services(own).length > 0).map((own) => [own, services(own)] as const),
  ];
}

test('no figure of people, and no difference of any figures, is of fewer than ten, and none is left out of the whole', () => {
  const tell = { months: 0, services: 0, shares: 0 };
  fc.assert(
    fc.property(city, (cells) => {
      const rows = figureRows(cells, SMALLEST, (unit) => unit);
      const isSmall = (count: number) => count !== 0 && Math.abs(count) < SMALLEST;
      for (const [whole, parts] of levels(rows)) {
        for (const name of ['received', 'accepted', 'closed', 'decided', 'promised', 'pending'] as const) {
          assert.deepEqual(differences(whole, parts, (row) => row[name]).filter(isSmall), [], name);
          assert.equal(
            parts.reduce((sum, row) => sum + row[name], 0),
            whole[name],
            name,
          );
        }
        for (const share of ['supplemented', 'prioritised'] as const) {
          const others = (row: FigureRow) => (row[share] === undefined ? undefined : row.closed - row[share]);
          assert.deepEqual(differences(whole, parts, (row) => row[share]).filter(isSmall), [], share);
          assert.deepEqual(differences(whole, parts, others).filter(isSmall), [], `not ${share}`);
        }
      }
      const [top] = rows;
      if (top !== undefined)
        for (const name of countNames) assert.ok(top[name] === undefined || top[name] === inTotal(cells, name), name);
      tell.months += top === undefined ? 0 : 1;
      tell.services += rows.filter(({ level, service }) => level === 'service' && service !== undefined).length;
      tell.shares += rows.filter(({ level, prioritised }) => level === 'service' && prioritised !== undefined).length;
    }),
    { numRuns: 500 },
  );
  assert.ok(tell.months > 150 && tell.services > 150 && tell.shares > 30, JSON.stringify(tell));
});

const plain = (unit: string, item: string, size: number): Cell => ({
  unit: unit as UnitId,
  item: item as ItemId,
  counts: {
    received: size,
    accepted: size,
    closed: size,
    decided: size,
    promised: size,
    onTime: size,
    pending: 0,
    overdue: 0,
    supplemented: 0,
    prioritised: 0,
    times: Array.from({ length: size }, () => 86_400_000),
  },
});

test('a service that is too small alone takes another with it, so that it cannot be found by subtracting', () => {
  const rows = figureRows(
    [plain('a', 'A-1', 100), plain('a', 'A-2', 3), plain('a', 'A-3', 20)],
    SMALLEST,
    (unit) => unit,
  );
  assert.deepEqual(
    rows.map(({ level, service, merged, closed }) => [level, service, merged, closed]),
    [
      ['city', undefined, undefined, 123],
      ['department', undefined, undefined, 123],
      ['service', 'A-1', undefined, 100],
      ['service', undefined, 2, 23],
    ],
  );
});

test('a department that is too small is told together with others, without their services', () => {
  const rows = figureRows(
    [plain('a', 'A-1', 100), plain('b', 'B-1', 4), plain('c', 'C-1', 50)],
    SMALLEST,
    (unit) => unit,
  );
  assert.deepEqual(
    rows.map(({ level, department, service, merged, closed }) => [level, department, service, merged, closed]),
    [
      ['city', undefined, undefined, undefined, 154],
      ['department', 'a', undefined, undefined, 100],
      ['service', 'a', 'A-1', undefined, 100],
      ['department', undefined, undefined, 2, 54],
    ],
  );
});

test('of fewer than ten in the whole city nothing is told; how late an office was is no secret of theirs', () => {
  assert.deepEqual(
    figureRows([plain('a', 'A-1', 9)], SMALLEST, (unit) => unit),
    [],
  );
  const { counts: own, ...cell } = plain('a', 'A-1', 30);
  const [row] = figureRows([{ ...cell, counts: { ...own, onTime: 29 } }], SMALLEST, (unit) => unit);
  assert.deepEqual([row?.promised, row?.onTime, row?.median], [30, 29, 1]);
});
