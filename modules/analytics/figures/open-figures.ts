import { notFound, setting, type World } from '#kernel';
import type { FigureRow } from './figure-rows.ts';
import { monthAfter, monthOf, type MonthName } from './month.ts';
import { releaseDay } from './publish-releases.ts';
import type { ReleaseDocument } from './release-document.ts';
import { releaseDocument, releaseNames, type ReleaseName } from './release-store.ts';

/** What of the public figures somebody wants to see. */
export interface FigureChoice {
  readonly month: string | null;
  /** Credit code. */
  readonly department: string | null;
  readonly service: string | null;
}

export interface NamedRow extends FigureRow {
  /** Absent where several are told together. */
  readonly name?: string;
}

/** The public figures of the city, a department or a service: what was published, and nothing else. */
export interface OpenFigures {
  /** The newest release of each month, the newest month first. */
  readonly months: readonly ReleaseName[];
  /** The month that is published next, and when. */
  readonly next: { readonly month: MonthName; readonly on: string };
  /** Absent before the first release. */
  readonly shown?: ShownFigures;
}

export interface ShownFigures {
  readonly release: ReleaseName;
  readonly smallest: number;
  readonly department?: { readonly code: string; readonly name: string };
  readonly service?: { readonly id: string; readonly name: string };
  /** Absent where it is told only together with others this month. */
  readonly whole?: FigureRow;
  /** Departments of the city, or services of the department. */
  readonly parts: readonly NamedRow[];
  /** The same month by month, the oldest first; months in which it is not told by itself are left out. */
  readonly series: readonly MonthRow[];
}

export interface MonthRow {
  readonly month: MonthName;
  readonly row: FigureRow;
}

const MOST_MONTHS = 12;

/**
 * Everything comes from what was published, so that what the page says today it says tomorrow, and looking costs the same
 * however many cases there are.
 * @throws Refusal kernel.not-found where nothing of it was ever published
 */
export async function openFigures({ db, clock }: World, choice: FigureChoice): Promise<OpenFigures> {
  const months = newestOf(await releaseNames(db));
  const [newest] = months;
  const day = await setting(db, 'figures.releaseWorkday');
  const nextMonth = newest === undefined ? monthOf(clock.now()) : monthAfter(newest.month);
  const next = { month: nextMonth, on: releaseDay(nextMonth, day).toString() };
  const release = choice.month === null ? newest : months.find(({ month }) => month === choice.month);
  if (release === undefined) {
    if (newest === undefined && Object.values(choice).every((each) => each === null)) return { months, next };
    throw notFound();
  }
  const recent = months.filter(({ month }) => month <= release.month).slice(0, MOST_MONTHS);
  const documents = await Promise.all(recent.map(async (each) => releaseDocument(db, each)));
  return { months, next, shown: shownOf(release, documents, choice) };
}

/** The newest release of each month. */
export function newestOf(names: readonly ReleaseName[]): readonly ReleaseName[] {
  return [...Map.groupBy(names, ({ month }) => month).values()].flatMap(([first]) => first ?? []);
}

function shownOf(release: ReleaseName, documents: readonly ReleaseDocument[], choice: FigureChoice): ShownFigures {
  const [document] = documents;
  if (document === undefined) throw notFound();
  const department = named(documents, 'departments', choice.department);
  const service = named(documents, 'services', choice.service);
  const isOurs = (row: FigureRow) => isOf(row, department, service);
  const below = department === undefined ? 'department' : 'service';
  const parts = service === undefined ? document.rows.filter((row) => row.level === below) : [];
  return {
    release,
    smallest: document.smallest,
    ...(department && { department: { code: department.key, name: department.name } }),
    ...(service && { service: { id: service.key, name: service.name } }),
    ...optional('whole', document.rows.find(isOurs)),
    parts: parts.filter((row) => below === 'department' || row.department === department?.key).map(withName(document)),
    series: documents.toReversed().flatMap(({ month, rows }) => {
      const row = rows.find(isOurs);
      return row === undefined ? [] : [{ month, row }];
    }),
  };
}

interface Named {
  readonly key: string;
  readonly name: string;
}

/** As the newest release calls it that knows it. */
function named(
  documents: readonly ReleaseDocument[],
  kind: 'departments' | 'services',
  key: string | null,
): Named | undefined {
  if (key === null) return undefined;
  const names = documents.map((document) => document[kind]);
  const name = names.find((each) => Object.hasOwn(each, key))?.[key];
  if (name === undefined) throw notFound();
  return { key, name };
}

function isOf(row: FigureRow, department: Named | undefined, service: Named | undefined): boolean {
  if (service !== undefined)
    return row.service === service.key && (department === undefined || row.department === department.key);
  return department === undefined
    ? row.level === 'city'
    : row.level === 'department' && row.department === department.key;
}

function withName({ departments, services }: ReleaseDocument): (row: FigureRow) => NamedRow {
  return (row) => {
    const { level, department = '', service = '' } = row;
    return { ...row, ...optional('name', level === 'department' ? departments[department] : services[service]) };
  };
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<Key, Value>>);
}
