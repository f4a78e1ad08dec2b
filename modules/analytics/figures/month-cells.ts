import { itemByVersion, type ItemId, type ItemVersionId, type Limit } from '#catalogue';
import { stampedCases } from '#cases';
import type { UnitId } from '#identity';
import type { Db } from '#kernel';
import { countNames, countsOf, sum, type Counts } from './counts.ts';
import { periodOf, type MonthName } from './month.ts';

/** A department and one of its services in a month. */
export interface Cell {
  readonly unit: UnitId;
  readonly item: ItemId;
  readonly counts: Counts;
}

/**
 * What happened in a month, by department and service, counted from the events themselves. There is no table of facts
 * between: a month is read by its time, in pages, once, by a job; what everybody sees is what that job published.
 */
export async function monthCells(db: Db, month: MonthName): Promise<readonly Cell[]> {
  const period = periodOf(month);
  const services = serviceOf(db);
  const cells = new Map<string, { readonly unit: UnitId; readonly item: ItemId; readonly all: Counts[] }>();
  for await (const cases of stampedCases(db, period))
    for (const stamps of cases) {
      const { item, promise } = await services(stamps.version);
      const key = `${stamps.unit} ${item}`;
      const cell = cells.get(key) ?? { unit: stamps.unit, item, all: [] };
      cells.set(key, cell);
      cell.all.push(countsOf(stamps, period, promise));
    }
  return [...cells.values()]
    .map(({ all, ...cell }) => ({ ...cell, counts: sum(all) }))
    .filter(({ counts }) => countNames.some((name) => counts[name] > 0))
    .toSorted((one, other) => (`${one.unit} ${one.item}` < `${other.unit} ${other.item}` ? -1 : 1));
}

interface Service {
  readonly item: ItemId;
  /** What was promised when the case was filed: its version of the service stays as it was. */
  readonly promise: Limit | undefined;
}

function serviceOf(db: Db): (version: ItemVersionId) => Promise<Service> {
  const known = new Map<ItemVersionId, Service>();
  return async (version) => {
    const before = known.get(version);
    if (before !== undefined) return before;
    const { id, elements } = await itemByVersion(db, version);
    const service = { item: id, promise: elements.promisedLimit };
    known.set(version, service);
    return service;
  };
}
