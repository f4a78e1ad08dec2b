import { closedVersions } from '#cases';
import { itemById, itemByVersion, namedVersions, versionsOfItem, type ItemId, type ItemVersion } from '#catalogue';
import type { Officer } from '#identity';
import { notFound, type Db, type World } from '#kernel';
import { deviationKinds, type DeviationKind } from './deviations.ts';
import { processMap, type ProcessMap } from './process-map.ts';
import { processOf, type Process } from './process-of.ts';
import { shownSteps } from './public-figures.ts';
import { watchedUnits } from './reach.ts';
import { shortNameOf } from './watched-services.ts';
import type { Thresholds } from './bottleneck.ts';

/** A process map for those who watch over a service: with the numbers of cases, without people. */
export interface WatchedProcess {
  readonly item: ItemId;
  readonly name: string;
  readonly plainName?: string;
  readonly unitName: string;
  readonly sample: boolean;
  readonly promise?: { readonly value: number; readonly unit: string };
  /** The version that is shown, and all under which cases were closed, newest first. */
  readonly version: number;
  readonly versions: readonly Pick<ItemVersion, 'number' | 'since'>[];
  readonly map: ProcessMap;
  readonly deviations: readonly {
    readonly kind: DeviationKind;
    readonly count: number;
    readonly cases: readonly string[];
  }[];
  readonly span?: NonNullable<Process['span']>;
  readonly most: number;
  readonly thresholds: Thresholds;
  readonly asOf: Date;
}

/** @throws Refusal kernel.not-found for whoever does not watch over the service, and for versions that it never had */
export async function watchedProcess(
  { db, clock }: World,
  officer: Officer,
  { code, version: wanted }: { readonly code: string; readonly version: string | null },
): Promise<WatchedProcess> {
  const item = await itemById(db, code as ItemId);
  if (item === undefined) throw notFound();
  const used = await usedVersions(db, item.id);
  // A service may have belonged to another unit: its cases of that time are that unit's.
  const watched = await watchedUnits(db, officer, [item.unit, ...used.map(({ unit }) => unit)]);
  const versions = used.filter(({ unit }) => watched.has(unit));
  if (versions.length === 0 && !watched.has(item.unit)) throw notFound();
  const chosen = wanted === null ? versions[0] : versions.find(({ number }) => String(number) === wanted);
  if (chosen === undefined && wanted !== null) throw notFound();
  const pinned = chosen === undefined ? item : await itemByVersion(db, chosen.version);
  const { measure, figures, examples, span, most } = await processOf(db, pinned);
  const { name, plainName, promisedLimit } = pinned.elements;
  return {
    item: item.id,
    name,
    ...(plainName === undefined || plainName === name ? {} : { plainName }),
    unitName: await shortNameOf(db, pinned.unit),
    sample: pinned.sample,
    ...(promisedLimit === undefined ? {} : { promise: { value: promisedLimit.value, unit: promisedLimit.unit } }),
    version: chosen?.number ?? 0,
    versions: versions.map(({ number, since }) => ({ number, since })),
    map: processMap(measure.drawing, { ...figures, steps: shownSteps(figures) }),
    deviations: deviationKinds.map((kind) => ({
      kind,
      count: figures.deviations.find((each) => each.kind === kind)?.count ?? 0,
      cases: examples.get(kind) ?? [],
    })),
    ...(span === undefined ? {} : { span }),
    most,
    thresholds: measure.thresholds,
    asOf: clock.now(),
  };
}

/** Versions under which cases were closed, the one used last first. */
async function usedVersions(db: Db, item: ItemId): Promise<readonly ItemVersion[]> {
  const own = new Set(await versionsOfItem(db, item));
  const used = (await closedVersions(db)).map(({ version }) => version).filter((version) => own.has(version));
  const named = await namedVersions(db, used);
  return used.flatMap((version) => named.find((each) => each.version === version) ?? []);
}
