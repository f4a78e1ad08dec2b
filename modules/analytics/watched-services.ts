import { closedVersions, countClosed } from '#cases';
import { namedVersions, type ItemId, type ItemVersion } from '#catalogue';
import { unitById, type Officer, type UnitId } from '#identity';
import { setting, slice, type Cursor, type Db, type Slice, type World } from '#kernel';
import type { LeafIndex } from '#ledger';
import { watchedUnits } from './reach.ts';

/** A service of which cases were closed. */
export interface WatchedService {
  readonly item: ItemId;
  readonly name: string;
  readonly plainName?: string;
  readonly unitName: string;
  /** Versions under which cases were closed. */
  readonly versions: number;
  /** Closed cases of all of them, counted up to `most`. */
  readonly closed: number;
  readonly last: LeafIndex;
}

export interface WatchedServices extends Slice<WatchedService> {
  readonly most: number;
  readonly found: number;
}

const PAGE = 20;
const MOST_LETTERS = 60;

interface Search {
  readonly q: string;
  readonly cursor: Cursor | undefined;
}

/** The services that an officer watches over and that have histories, the one used last first. */
export async function watchedServices(
  { db }: World,
  officer: Officer,
  { q, cursor }: Search,
): Promise<WatchedServices> {
  const all = await usedServices(db, officer);
  const wanted = q.trim().slice(0, MOST_LETTERS).toLowerCase();
  const fitting = all.filter((service) => service.texts.some((text) => text.toLowerCase().includes(wanted)));
  const backwards = cursor?.side === 'before';
  const [key = 0n] = cursor?.key ?? [];
  const beyond = cursor === undefined ? fitting : fitting.filter(({ last }) => (backwards ? last > key : last < key));
  const found = (backwards ? beyond.toReversed() : beyond).slice(0, PAGE + 1);
  const page = slice({ found, size: PAGE, cursor, keyOf: ({ last }) => [last] });
  const most = await setting(db, 'process.mostCases');
  const rows = page.rows.map(async (service) => toRow(db, service, most));
  return { ...page, rows: await Promise.all(rows), most, found: fitting.length };
}

interface Used {
  readonly newest: ItemVersion;
  readonly versions: readonly ItemVersion[];
  readonly texts: readonly string[];
  readonly last: LeafIndex;
}

/** There are as many rows as versions have been used: thousands at most in a city, however many cases. */
async function usedServices(db: Db, officer: Officer): Promise<readonly Used[]> {
  const closed = await closedVersions(db);
  const lasts = new Map(closed.map(({ version, last }) => [version, last]));
  const named = await namedVersions(db, [...lasts.keys()]);
  const units = await watchedUnits(
    db,
    officer,
    named.map(({ unit }) => unit),
  );
  const watched = named.filter(({ unit }) => units.has(unit));
  const items = [...Map.groupBy(watched, ({ item }) => item).values()];
  return items
    .flatMap((versions): readonly Used[] => {
      const newest = versions.at(-1);
      const last = versions.map(({ version }) => lasts.get(version) ?? 0n).reduce(max);
      return newest === undefined ? [] : [{ newest, versions, last, texts: textsOf(newest) }];
    })
    .toSorted((one, other) => (one.last > other.last ? -1 : 1));
}

function textsOf({ item, name, plainName = '' }: ItemVersion): readonly string[] {
  return [item, name, plainName];
}

function max(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

async function toRow(db: Db, { newest, versions, last }: Used, most: number): Promise<WatchedService> {
  const { item, name, plainName, unit } = newest;
  return {
    item,
    name,
    ...(plainName === undefined ? {} : { plainName }),
    unitName: await shortNameOf(db, unit),
    versions: versions.length,
    closed: await countClosed(
      db,
      versions.map(({ version }) => version),
      most,
    ),
    last,
  };
}

export async function shortNameOf(db: Db, unit: UnitId): Promise<string> {
  return (await unitById(db, unit))?.shortName ?? '';
}
