import { firstReceived } from '#cases';
import { namedItems } from '#catalogue';
import { everyUnit } from '#identity';
import { addWorkdays, civilDate, setting, type Db, type World } from '#kernel';
import type { Reports } from '../publish-maps.ts';
import { figureRows, type FigureRow } from './figure-rows.ts';
import { lastDayOf, monthAfter, monthOf, type MonthName } from './month.ts';
import { monthCells } from './month-cells.ts';
import { bytesOf, isSame, type ReleaseDocument } from './release-document.ts';
import { insertRelease, keepCheck, releaseDocument, releaseNames } from './release-store.ts';

/**
 * Publishes the figures of each month that is over and whose day of publication has come (定时公开): of whatever months
 * have none yet, so that a month whose day fell into an outage is published late, but as that month. Run by two workers at
 * once, each is published once.
 * @returns how many were published
 */
export async function publishReleases(world: World & Reports): Promise<number> {
  const { db, clock, log } = world;
  let published = 0;
  for (const month of await unpublished(db, clock.now()))
    try {
      const bytes = bytesOf(await countedMonth(db, month, clock.now()));
      if (await insertRelease(db, { month, number: 1, at: clock.now(), bytes })) published += 1;
    } catch (error) {
      log.error({ err: error, month }, 'The figures of a month could not be published');
    }
  return published;
}

async function unpublished(db: Db, now: Date): Promise<readonly MonthName[]> {
  const first = await firstReceived(db);
  if (first === undefined) return [];
  const workday = await setting(db, 'figures.releaseWorkday');
  const known = new Set((await releaseNames(db)).map(({ month }) => month));
  const due: MonthName[] = [];
  for (let month = monthOf(first); month < monthOf(now); month = monthAfter(month))
    if (!known.has(month) && isDue(month, workday, now)) due.push(month);
  return due;
}

/** The day on which the figures of a month are published: so many working days into the next. */
export function releaseDay(month: MonthName, workday: number): Temporal.PlainDate {
  return addWorkdays(lastDayOf(month), workday);
}

function isDue(month: MonthName, workday: number, now: Date): boolean {
  return Temporal.PlainDate.compare(releaseDay(month, workday), civilDate(now)) <= 0;
}

/** A month counted now, as the first release of it. */
async function countedMonth(db: Db, month: MonthName, at: Date): Promise<ReleaseDocument> {
  const smallest = await setting(db, 'open.smallestCell');
  const rows = await countedRows(db, month, smallest);
  return {
    ...(await namesOf(db, rows)),
    format: 'tongban-figures/1',
    month,
    number: 1,
    publishedAt: at.toISOString(),
    smallest,
    rows,
  };
}

export async function countedRows(db: Db, month: MonthName, smallest: number): Promise<readonly FigureRow[]> {
  const codes = new Map((await everyUnit(db)).map(({ id, uscc }) => [id as string, uscc]));
  return figureRows(await monthCells(db, month), smallest, (unit) => codes.get(unit) ?? unit);
}

/** What departments and services are called today. */
export async function namesOf(
  db: Db,
  rows: readonly FigureRow[],
): Promise<Pick<ReleaseDocument, 'departments' | 'services'>> {
  const departments = new Set(rows.flatMap(({ department }) => department ?? []));
  const services = new Set(rows.flatMap(({ service }) => service ?? []));
  const units = (await everyUnit(db)).filter(({ uscc }) => departments.has(uscc));
  return {
    departments: Object.fromEntries(units.map(({ uscc, name }) => [uscc, name])),
    services: Object.fromEntries(await namedItems(db, [...services])),
  };
}

/**
 * Counts the newest releases again, from the events. Where something else comes out, the bureau is shown it; nothing that
 * was published changes by itself.
 */
export async function checkReleases({ db, clock, log }: World & Reports): Promise<void> {
  const newest = Map.groupBy(await releaseNames(db), ({ month }) => month);
  const most = await setting(db, 'figures.recountMonths');
  for (const [name] of [...newest.values()].slice(0, most)) {
    if (name === undefined) continue;
    const { rows, smallest } = await releaseDocument(db, name);
    const counted = await countedRows(db, name.month, smallest);
    const same = isSame(rows, counted);
    const { month, number } = name;
    await keepCheck(db, { month, number, at: clock.now(), ...(same ? {} : { differing: counted }) });
    if (!same) log.error({ month, number }, 'The published figures of a month are not those that come out now');
  }
}
