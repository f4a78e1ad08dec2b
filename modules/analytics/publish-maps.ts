import { closedHistories, closedUpTo, closedVersions, type ClosedVersion } from '#cases';
import { itemByVersion, type ItemVersionId } from '#catalogue';
import { setting, type Db, type World } from '#kernel';
import { measureOf } from './measure-of.ts';
import { goneOf } from './process.ts';
import { publicFigures, type PublicFigures } from './public-figures.ts';
import { insertPublication, publicationOf, type Publication } from './publication-store.ts';

const DAY_MS = 86_400_000;

/** A port: where recurring work says what it could not do. */
export interface Reports {
  readonly log: { error(facts: object, message: string): void };
}

/**
 * Publishes a process map of each version of a service of which enough cases were closed since its last one: of those
 * cases and no others. Run twice, or by two workers at once, it publishes each once.
 * @returns how many maps were published
 */
export async function publishMaps(world: World & Reports): Promise<number> {
  let published = 0;
  for (const closed of await closedVersions(world.db))
    try {
      if (await publishMap(world, closed)) published += 1;
    } catch (error) {
      world.log.error({ err: error, version: String(closed.version) }, 'A process map could not be published');
    }
  return published;
}

async function publishMap({ db, clock }: World, { version, last }: ClosedVersion): Promise<boolean> {
  const at = clock.now();
  const before = await publicationOf(db, version);
  if (before !== undefined && last <= before.upTo) return false;
  if (before !== undefined && at.getTime() - before.at.getTime() < (await pause(db))) return false;
  const after = before && { after: before.upTo };
  // Of a busy service the oldest that were not told yet; the others are the next map's. No case is left out of all.
  const most = await setting(db, 'process.mostCases');
  const upTo = (await closedUpTo(db, { version, most, upTo: last, ...after })) ?? last;
  const range = { upTo, ...after };
  const figures = await figuresOf(db, version, range);
  // Never fewer than a cell that may be shown, whatever is set.
  if (figures.closed < Math.max(await setting(db, 'process.leastPublished'), figures.smallest)) return false;
  return insertPublication(db, { version, number: (before?.number ?? 0) + 1, ...range, at, figures });
}

async function pause(db: Db): Promise<number> {
  return DAY_MS * (await setting(db, 'process.publishDays'));
}

/** The public figures of a range of cases: the same whenever they are counted, because what is closed stays as it is. */
export async function figuresOf(
  db: Db,
  version: ItemVersionId,
  range: Pick<Publication, 'after' | 'upTo'>,
): Promise<PublicFigures> {
  const most = await setting(db, 'process.mostCases');
  const measure = await measureOf(db, await itemByVersion(db, version));
  const histories = await closedHistories(db, { version, most, ...range });
  return publicFigures(goneOf(histories, measure.route), measure, await setting(db, 'open.smallestCell'));
}
