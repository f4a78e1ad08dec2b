import type { World } from '#kernel';
import type { FigureRow } from './figure-rows.ts';
import { isSame, type ReleaseDocument } from './release-document.ts';
import { releaseChecks, releaseDocument, releaseNames, type ReleaseName } from './release-store.ts';

/** A release as those see it who answer for it. */
export interface ReleaseCard {
  readonly release: ReleaseName;
  /** Only the newest release of a month can be corrected. */
  readonly isNewest: boolean;
  readonly checkedAt?: Date;
  /** What is published and what came out now, row by row, where they differ. */
  readonly differences: readonly RowDifference[];
}

export interface RowDifference {
  readonly department?: string;
  readonly service?: string;
  readonly level: FigureRow['level'];
  readonly published?: FigureRow;
  readonly counted?: FigureRow;
}

const MOST_DIFFERENCES = 50;

/** Every release with what its last recount came to, the newest month first. */
export async function releaseDesk({ db }: World): Promise<readonly ReleaseCard[]> {
  const names = await releaseNames(db);
  const checks = new Map((await releaseChecks(db)).map((check) => [`${check.month} ${check.number}`, check]));
  const newest = new Set([...Map.groupBy(names, ({ month }) => month).values()].map(([first]) => first));
  return Promise.all(
    names.map(async (release): Promise<ReleaseCard> => {
      const check = checks.get(`${release.month} ${release.number}`);
      const differing = newest.has(release) ? check?.differing : undefined;
      const differences = differing === undefined ? [] : differencesOf(await releaseDocument(db, release), differing);
      return {
        release,
        isNewest: newest.has(release),
        differences: differences.slice(0, MOST_DIFFERENCES),
        ...(check === undefined ? {} : { checkedAt: check.at }),
      };
    }),
  );
}

function differencesOf({ rows, departments, services }: ReleaseDocument, counted: readonly FigureRow[]) {
  const keyOf = ({ level, department, service }: FigureRow) => JSON.stringify([level, department, service]);
  const before = new Map(rows.map((row) => [keyOf(row), row]));
  const now = new Map(counted.map((row) => [keyOf(row), row]));
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((key): readonly RowDifference[] => {
    const [published, found] = [before.get(key), now.get(key)];
    const row = published ?? found;
    if (row === undefined || isSame(published === undefined ? [] : [published], found === undefined ? [] : [found]))
      return [];
    const { level, department, service } = row;
    return [
      {
        level,
        ...(department === undefined ? {} : { department: departments[department] ?? department }),
        ...(service === undefined ? {} : { service: services[service] ?? service }),
        ...(published === undefined ? {} : { published }),
        ...(found === undefined ? {} : { counted: found }),
      },
    ];
  });
}
