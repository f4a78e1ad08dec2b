import { inTransaction, notFound, type World } from '#kernel';
import { itemByVersion, itemById, itemDiff, type ItemChange, type ServiceItem } from '#catalogue';
import { officerById, unitByUscc, type Officer } from '#identity';
import { importRoute, withDrawing, type Route } from '#routing';
import type { Change } from './change.ts';
import { changeFor, changesFor, type ListedChange } from './change-store.ts';
import { pinnedService } from './pinned-service.ts';
import { poolKey, type ServiceQueue } from './pools-of.ts';
import { checkParts, type Checked } from './problems.ts';
import { routePicture, type RoutePicture } from './route-picture.ts';
import { processOf, routeDiff, stepsOfRoute, type RouteStep, type StepChange } from './route-steps.ts';
import { formAsWritten } from './form-of.ts';
import { itemAsWritten } from './item-as-written.ts';
import { formDiff, type FormChange } from './form-diff.ts';
import { partsInForce } from './start-change.ts';
import { tableDiff, type TableChange } from './table-diff.ts';
import { textDiff, type TextChange } from './texts/ready-text.ts';

export interface ChangeView {
  readonly change: Change;
  readonly itemName: string;
  readonly checked: Pick<Checked, 'problems' | 'warnings' | 'examples'>;
  /** The queues that publishing it now would pin. */
  readonly queues: readonly QueueToPin[];
  readonly steps: readonly RouteStep[];
  readonly picture?: RoutePicture;
  /** Short names of departments by their credit codes. */
  readonly departments: Readonly<Record<string, string>>;
  readonly routeChanges: readonly StepChange[];
  readonly tableChanges: readonly TableChange[];
  readonly formChanges: readonly FormChange[];
  readonly itemChanges: readonly ItemChange[];
  readonly textChanges: readonly TextChange[];
  /** Another version has become current since it was begun. */
  readonly outdated: boolean;
  /** Whether whoever looks is the one who proposed it. */
  readonly mine: boolean;
}

/** A queue that would be pinned, and the one that the version pins which is changed; absent where it pins none. */
export interface QueueToPin extends ServiceQueue {
  readonly before?: string;
}

/** A change with everything that somebody needs to decide about it. @throws Refusal kernel.not-found */
export async function changeView(world: World, officer: Officer, id: string): Promise<ChangeView> {
  const change = await changeFor(world.db, officer, id);
  const item = await itemById(world.db, change.item);
  if (item === undefined) throw notFound();
  const base = await itemByVersion(world.db, change.base);
  const written = itemAsWritten(base, change.parts);
  const inForce = await inTransaction(world.db, async (tx) => partsInForce(tx, world, base));
  const { route, queues, ...checked } = await checkParts({ ...world, item }, change.parts);
  const old = inForce.route === undefined ? undefined : await importRoute(inForce.route);
  const steps = route === undefined ? [] : stepsOfRoute(route);
  const before = old !== undefined && 'route' in old ? comparable(old.route) : [];
  return {
    change,
    itemName: item.elements.name,
    checked,
    queues: await beside(world, base, queues),
    steps,
    ...(route === undefined ? {} : { picture: routePicture(withDrawing(route)) }),
    departments: await namesOf(world, [...before, ...steps]),
    routeChanges:
      route === undefined && change.parts.route !== undefined
        ? []
        : routeDiff(before, route === undefined ? [] : comparable(route)),
    tableChanges: tableDiff(inForce, change.parts),
    textChanges: textDiff(inForce.texts, change.parts.texts),
    formChanges: formDiff(formAsWritten(base, inForce), formAsWritten(written, change.parts)),
    itemChanges: itemDiff(base.elements, written.elements),
    outdated: change.state !== 'published' && item.version !== change.base,
    mine: change.proposedBy !== undefined && (await isSame(world, change.proposedBy, officer.officer)),
  };
}

/** One process a route has: under whatever name, it is compared with the other's. */
function comparable(route: Route): readonly RouteStep[] {
  return [{ ...processOf(route), id: 'process' }, ...stepsOfRoute(route)];
}

async function beside(
  { db }: World,
  { version }: ServiceItem,
  queues: readonly ServiceQueue[],
): Promise<readonly QueueToPin[]> {
  const pinned = (await pinnedService(db, version))?.pools ?? {};
  return queues.map((queue) => {
    const before = pinned[poolKey(queue.stage, queue.unit)];
    return { ...queue, ...(before === undefined ? {} : { before }) };
  });
}

async function isSame(world: World, one: Officer['officer'], other: Officer['officer']): Promise<boolean> {
  return (await officerById(world.db, one)).person === (await officerById(world.db, other)).person;
}

async function namesOf({ db }: World, steps: readonly RouteStep[]): Promise<Readonly<Record<string, string>>> {
  const names: Record<string, string> = {};
  for (const key of new Set(steps.flatMap(({ departments }) => departments)))
    names[key] = (await unitByUscc(db, key))?.shortName ?? key;
  return names;
}

export interface ChangeRow {
  readonly change: Omit<ListedChange, 'itemName'>;
  readonly itemName: string;
}

/** The changes that an officer of the bureau has a say in. */
export async function changeList(world: World, officer: Officer): Promise<readonly ChangeRow[]> {
  const changes = await changesFor(world.db, officer);
  return changes.map(({ itemName, ...change }) => ({ change, itemName }));
}
