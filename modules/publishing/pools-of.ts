import type { Db, Tx } from '#kernel';
import type { ServiceItem } from '#catalogue';
import { generalUnit, unitById, unitByUscc, type Unit, type UnitId } from '#identity';
import { findPool, stages, type Stage } from '#queue';
import { importRoute, type Route } from '#routing';

/** Codes of queues by the task that stands in them. */
export type PinnedPools = Readonly<Record<string, string>>;

/** The task of a unit at a stage, as pinned queues are called by. */
export function poolKey(stage: Stage, unit: UnitId): string {
  return `${stage} ${unit}`;
}

/** Where a task of a service stands. */
export interface ServiceQueue {
  readonly stage: Stage;
  readonly unit: UnitId;
  readonly department: string;
  /** The steps of the route that stand there; of the item's own stages there are none. */
  readonly elements: readonly string[];
  /** Code of the queue; absent where neither the department nor the general window has one. */
  readonly code?: string;
  /** The department has none in which anybody works, so that the general window does it. */
  readonly general: boolean;
}

/**
 * The queues in which the tasks of a service stand as things are now: those of its own agency for each stage, and those
 * for examinations of every department that its route names.
 */
export async function queuesOfService(
  db: Db | Tx,
  { unit }: Pick<ServiceItem, 'unit'>,
  route: Route | undefined,
): Promise<readonly ServiceQueue[]> {
  const fallback = (await generalUnit(db)).id;
  const own = await unitById(db, unit);
  const working = await departmentsIn(db, route);
  const wanted = [
    ...(own === undefined
      ? []
      : stages.map((stage) => ({ stage, of: own, elements: elementsAt(stage, own, working) }))),
    ...working.flatMap(({ unit: of, elements }) =>
      of.id === unit ? [] : [{ stage: 'examination' as const, of, elements }],
    ),
  ];
  const found: ServiceQueue[] = [];
  for (const { stage, of, elements } of wanted) {
    const pool = await findPool(db, stage, { unit: of.id, fallback });
    const window = await findPool(db, stage, { unit: fallback, fallback });
    const general = of.id !== fallback && pool !== undefined && pool.id === window?.id;
    const place = { stage, unit: of.id, department: of.shortName, elements, general };
    found.push(pool === undefined ? place : { ...place, code: pool.code });
  }
  return found;
}

/** As a version pins them, of its route as a file. */
export async function poolsOfService(
  tx: Tx,
  item: Pick<ServiceItem, 'unit'>,
  xml: string | undefined,
): Promise<PinnedPools> {
  const read = xml === undefined ? undefined : await importRoute(xml);
  const queues = await queuesOfService(tx, item, read !== undefined && 'route' in read ? read.route : undefined);
  return Object.fromEntries(
    queues.flatMap(({ stage, unit, code }) => (code === undefined ? [] : [[poolKey(stage, unit), code]])),
  );
}

interface Working {
  readonly unit: Unit;
  readonly elements: readonly string[];
}

function elementsAt(stage: Stage, { id }: Unit, working: readonly Working[]): readonly string[] {
  if (stage !== 'examination') return [];
  return working.find(({ unit }) => unit.id === id)?.elements ?? [];
}

/** The departments of a route that are known, each with its steps. */
async function departmentsIn(db: Db | Tx, route: Route | undefined): Promise<readonly Working[]> {
  const steps = (route?.nodes ?? []).flatMap((node) =>
    node.kind === 'user'
      ? (node.work.joint?.departments ?? [node.work.department ?? []].flat()).map((key) => ({ key, id: node.id }))
      : [],
  );
  const found: Working[] = [];
  for (const key of new Set(steps.map((step) => step.key))) {
    const unit = await unitByUscc(db, key);
    const elements = steps.filter((step) => step.key === key).map(({ id }) => id);
    if (unit !== undefined) found.push({ unit, elements });
  }
  return found;
}
