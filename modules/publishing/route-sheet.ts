import type { World } from '#kernel';
import { itemByVersion } from '#catalogue';
import { everyUnit, type Officer } from '#identity';
import { exportRoute, importRoute, withDrawing } from '#routing';
import type { Change } from './change.ts';
import { changeFor } from './change-store.ts';
import { factsIn, type Fact } from './form-facts.ts';
import { formAsWritten } from './form-of.ts';
import { itemAsWritten } from './item-as-written.ts';

/** What somebody needs to draw a route: the file, and everything that can be named in it. */
export interface RouteSheet {
  readonly change: Change;
  readonly itemName: string;
  /** The route with a drawing, also where the file has none; undefined where it cannot be read. */
  readonly drawn?: string;
  readonly departments: readonly { readonly key: string; readonly name: string }[];
  /** Names of the decision models that the change has. */
  readonly decisions: readonly string[];
  readonly facts: readonly Fact[];
}

/** @throws Refusal kernel.not-found */
export async function routeSheet(world: World, officer: Officer, id: string): Promise<RouteSheet> {
  const change = await changeFor(world.db, officer, id);
  const item = await itemByVersion(world.db, change.base);
  const units = await everyUnit(world.db);
  const drawn = change.parts.route === undefined ? undefined : await drawing(change.parts.route);
  return {
    change,
    itemName: item.elements.name,
    ...(drawn === undefined ? {} : { drawn }),
    departments: units.map(({ uscc, shortName }) => ({ key: uscc, name: shortName })),
    decisions: Object.keys(change.parts.decisions),
    facts: factsIn(formAsWritten(itemAsWritten(item, change.parts), change.parts)),
  };
}

async function drawing(xml: string): Promise<string | undefined> {
  const read = await importRoute(xml);
  if (!('route' in read)) return undefined;
  return read.route.kept.definitions.diagrams === undefined ? exportRoute(withDrawing(read.route)) : xml;
}
