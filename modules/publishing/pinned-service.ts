import { z } from 'zod';
import { Recent, type Db, type Tx } from '#kernel';
import { itemByVersion, versionsOfItem, type ItemVersionId, type ServiceItem } from '#catalogue';
import { pinnedForm, sketchOf, type FormVersionId } from '#forms';
import type { DecisionVersionId, RouteVersionId } from '#routing';
import { materialsMissing, strangeMaterials } from './form-materials.ts';
import type { Example } from './change.ts';
import type { PinnedPools } from './pools-of.ts';
import { ReadyTexts, type ReadyText } from './texts/ready-text.ts';

/** What a version of an item pins besides its elements. */
export interface PinnedService {
  readonly form?: FormVersionId;
  readonly route?: RouteVersionId;
  /** Decision models by the name that the route calls them. */
  readonly decisions: Readonly<Record<string, DecisionVersionId>>;
  /** Rows that the models were published with, by the same names. */
  readonly examples?: Readonly<Record<string, readonly Example[]>>;
  /** Ready texts for what officers write. */
  readonly texts?: readonly ReadyText[];
  /** Queues in which its tasks stand, see `poolKey`. */
  readonly pools?: PinnedPools;
}

const Decisions = z.record(z.string(), z.uuid());
const Examples = z.record(
  z.string(),
  z.array(z.strictObject({ given: z.record(z.string(), z.string()), expected: z.string() })),
);
const Pools = z.record(z.string(), z.string());

/** What was published never changes. */
const known = new WeakMap<Db | Tx, Recent<ItemVersionId, PinnedService>>();

/**
 * What was published with a version of an item; undefined: form and route are made from its elements.
 * @param db whose memory it is kept in
 * @param through the transaction at hand: whoever holds a connection must not wait for a second one
 */
export async function pinnedService(
  db: Db | Tx,
  version: ItemVersionId,
  through: Db | Tx = db,
): Promise<PinnedService | undefined> {
  const services = known.get(db) ?? new Recent<ItemVersionId, PinnedService>(500);
  known.set(db, services);
  const found = services.get(version) ?? (await findPins(through, version));
  if (found !== undefined) services.set(version, found);
  return found ?? carried(through, version);
}

/**
 * What an import brings has no pins of its own: two people published the earlier ones, and they stay until two people publish
 * others. A form that does not fit the new materials is not carried on: nobody is asked for what is asked no more.
 */
async function carried(db: Db | Tx, version: ItemVersionId): Promise<PinnedService | undefined> {
  const item = await itemByVersion(db, version);
  for (const earlier of (await versionsOfItem(db, item.id)).filter((each) => each < version)) {
    const pins = await findPins(db, earlier);
    if (pins === undefined) continue;
    const { form, ...others } = pins;
    return form !== undefined && (await fits(db, form, item)) ? { ...others, form } : others;
  }
  return undefined;
}

async function fits(db: Db | Tx, form: FormVersionId, item: ServiceItem): Promise<boolean> {
  const sketch = sketchOf(await pinnedForm(db, form));
  return materialsMissing(item, sketch).length === 0 && strangeMaterials(item, sketch).length === 0;
}

async function findPins(db: Db | Tx, version: ItemVersionId): Promise<PinnedService | undefined> {
  const row = await db
    .selectFrom('publishing.service_version')
    .select(['form_version_id', 'route_version_id', 'decisions', 'examples', 'texts', 'pools'])
    .where('item_version_id', '=', version)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { form_version_id: form, route_version_id: route } = row;
  return {
    ...(form === null ? {} : { form: form as FormVersionId }),
    ...(route === null ? {} : { route: route as RouteVersionId }),
    decisions: Decisions.parse(row.decisions) as PinnedService['decisions'],
    examples: Examples.parse(row.examples),
    texts: ReadyTexts.parse(row.texts),
    pools: Pools.parse(row.pools),
  };
}
