import { Recent, type Db, type Tx } from '#kernel';
import { itemByVersion, type ItemVersionId, type ServiceItem } from '#catalogue';
import { unitById } from '#identity';
import { pinnedService } from '#publishing';
import { keepRoute, knownRoute, straightRoute, type RouteVersionId, type Span } from '#routing';
import { planOf, type NamedStage } from '../plan.ts';

/** What an item made from its stages goes by; versions never change. */
const made = new WeakMap<Db, Recent<ItemVersionId, RouteVersionId>>();

/** The route of an item: what was published with it, else its examinations one after the other. */
export async function routeFor(tx: Tx | Db, db: Db, version: ItemVersionId): Promise<RouteVersionId> {
  const published = (await pinnedService(db, version, tx))?.route;
  if (published !== undefined) return published;
  const routes = made.get(db) ?? new Recent<ItemVersionId, RouteVersionId>(1000);
  made.set(db, routes);
  const known = routes.get(version);
  if (known !== undefined) return known;
  const xml = await straightFor(tx, await itemByVersion(tx, version));
  // Remembered is only what is there whatever becomes of the case. Not kept through `db`: whoever holds a connection
  // must not wait for a second one.
  const kept = await knownRoute(tx, xml);
  if (kept !== undefined) routes.set(version, kept);
  return kept ?? keepRoute(tx, xml);
}

/** The examinations of an item as a route (BPMN), done by its own agency. */
export async function straightFor(tx: Db | Tx, item: ServiceItem): Promise<string> {
  const agency = await unitById(tx, item.unit);
  if (agency === undefined) throw new Error(`Item ${item.id} has no agency.`);
  const { stages } = item.elements;
  const examinations = planOf(stages).filter(({ stage }) => stage === 'examination');
  return straightRoute(
    examinations.map(({ name }) => ({
      name: name ?? '审查',
      department: agency.uscc,
      budget: budgetOf(stages, name),
    })),
  );
}

const LEAST: Span = { value: 1, unit: 'workday' };

/** What the item says of the stage; a stage without a whole number of days has one. */
function budgetOf(stages: readonly (NamedStage & Partial<StageLimit>)[], name: string | undefined): Span {
  const { limit, unit } = stages.find((stage) => stage.name === name) ?? {};
  if (limit === undefined || unit === undefined) return LEAST;
  return limit >= 1 ? { value: Math.ceil(limit), unit } : LEAST;
}

interface StageLimit {
  readonly limit: number | undefined;
  readonly unit: Span['unit'];
}
