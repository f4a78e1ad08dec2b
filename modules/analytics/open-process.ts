import { itemById, itemByVersion, namedVersions, versionsOfItem, type ItemId, type ItemVersion } from '#catalogue';
import { notFound, type Db } from '#kernel';
import { measureOf } from './measure-of.ts';
import { processMap, type ProcessMap } from './process-map.ts';
import type { Thresholds } from './bottleneck.ts';
import type { PublicFigures } from './public-figures.ts';
import { publicationOf, publishedMaps, type PublishedMap } from './publication-store.ts';
import { shortNameOf } from './watched-services.ts';

/** Names a map of a service, e.g. `2-1`: version 2 of the service, its first map. */
export interface MapChoice {
  readonly version: number;
  readonly number: number;
  readonly at: Date;
}

/** A process map as everybody may see it: no person, no officer, no case, and no figure of fewer than ten. */
export interface OpenProcess {
  readonly item: ItemId;
  readonly name: string;
  readonly plainName?: string;
  readonly unitName: string;
  readonly sample: boolean;
  readonly promise?: { readonly value: number; readonly unit: string };
  readonly choices: readonly MapChoice[];
  /** Absent before the first is published. */
  readonly shown?: MapChoice & {
    /** Since when the cases were closed: the map before it; absent for the first. */
    readonly since?: Date;
    readonly figures: PublicFigures;
    readonly map: ProcessMap;
    readonly thresholds: Thresholds;
  };
}

const MOST_CHOICES = 60;

/**
 * @param choice `version-number` of a map; the newest unless told otherwise
 * @throws Refusal kernel.not-found if there is no such service or map
 */
export async function openProcess(db: Db, code: string, choice: string | null): Promise<OpenProcess> {
  const item = await itemById(db, code as ItemId);
  if (item === undefined) throw notFound();
  const versions = await namedVersions(db, await versionsOfItem(db, item.id));
  const maps = await publishedMaps(
    db,
    versions.map(({ version }) => version),
    MOST_CHOICES,
  );
  const choices = maps.flatMap((map) => choiceOf(map, versions));
  const wanted = choice === null ? choices[0] : choices.find((each) => nameOf(each) === choice);
  if (wanted === undefined && choice !== null) throw notFound();
  const of = versions.find(({ number }) => number === wanted?.version)?.version ?? item.version;
  const { elements, unit, sample } = await itemByVersion(db, of);
  const { name, plainName, promisedLimit } = elements;
  return {
    item: item.id,
    name,
    ...(plainName === undefined || plainName === name ? {} : { plainName }),
    unitName: await shortNameOf(db, unit),
    sample,
    ...(promisedLimit === undefined ? {} : { promise: { value: promisedLimit.value, unit: promisedLimit.unit } }),
    choices,
    ...(wanted === undefined ? {} : { shown: await shownMap(db, of, wanted) }),
  };
}

export function nameOf({ version, number }: Pick<MapChoice, 'version' | 'number'>): string {
  return `${version}-${number}`;
}

function choiceOf({ version, number, at }: PublishedMap, versions: readonly ItemVersion[]): readonly MapChoice[] {
  const own = versions.find((each) => each.version === version);
  return own === undefined ? [] : [{ version: own.number, number, at }];
}

async function shownMap(
  db: Db,
  of: ItemVersion['version'],
  { version, number, at }: MapChoice,
): Promise<NonNullable<OpenProcess['shown']>> {
  const publication = await publicationOf(db, of, number);
  if (publication === undefined) throw notFound();
  const { figures } = publication;
  const { drawing, thresholds } = await measureOf(db, await itemByVersion(db, of));
  const before = number === 1 ? undefined : await publicationOf(db, of, number - 1);
  return {
    version,
    number,
    at,
    ...(before === undefined ? {} : { since: before.at }),
    figures,
    map: processMap(drawing, { ...figures, cases: figures.shown }),
    thresholds,
  };
}
