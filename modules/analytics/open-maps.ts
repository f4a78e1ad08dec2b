import { namedVersions, versionsOfItem, type ItemId } from '#catalogue';
import type { Db } from '#kernel';
import { latestMaps, publishedMaps } from './publication-store.ts';

/** A service whose figures are public. */
export interface OpenMap {
  readonly item: ItemId;
  readonly name: string;
  readonly at: Date;
}

/** The services of which maps were published last, each once. */
export async function newestMaps(db: Db, most: number): Promise<readonly OpenMap[]> {
  const maps = await latestMaps(db, most);
  const named = await namedVersions(
    db,
    maps.map(({ version }) => version),
  );
  const found = maps.flatMap(({ version, at }): readonly OpenMap[] => {
    const own = named.find((each) => each.version === version);
    return own === undefined ? [] : [{ item: own.item, name: own.plainName ?? own.name, at }];
  });
  return [...new Map(found.toReversed().map((map) => [map.item, map])).values()].toReversed();
}

/** Whether everybody may see how cases of a service went. */
export async function hasOpenMap(db: Db, item: ItemId): Promise<boolean> {
  return (await publishedMaps(db, await versionsOfItem(db, item), 1)).length > 0;
}
