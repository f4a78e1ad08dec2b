import type { Tx } from '#kernel';
import type { ServiceItem } from '#catalogue';
import { generalUnit, unitByUscc, type UnitId } from '#identity';
import { findPool, stages, type Stage } from '#queue';
import { importRoute } from '#routing';

/** Codes of queues by the task that stands in them. */
export type PinnedPools = Readonly<Record<string, string>>;

/** The task of a unit at a stage, as pinned queues are called by. */
export function poolKey(stage: Stage, unit: UnitId): string {
  return `${stage} ${unit}`;
}

/**
 * The queues in which the tasks of a service stand as things are now: those of its own agency for each stage, and those
 * for examinations of every department that its route names.
 */
export async function poolsOfService(tx: Tx, item: ServiceItem, route: string | undefined): Promise<PinnedPools> {
  const fallback = (await generalUnit(tx)).id;
  const found: Record<string, string> = {};
  const pin = async (stage: Stage, unit: UnitId) => {
    const pool = await findPool(tx, stage, { unit, fallback });
    if (pool !== undefined) found[poolKey(stage, unit)] = pool.code;
  };
  for (const stage of stages) await pin(stage, item.unit);
  for (const unit of await departmentsIn(tx, route)) await pin('examination', unit);
  return found;
}

async function departmentsIn(tx: Tx, route: string | undefined): Promise<readonly UnitId[]> {
  const read = route === undefined ? undefined : await importRoute(route);
  if (read === undefined || !('route' in read)) return [];
  const named = read.route.nodes.flatMap((node) =>
    node.kind === 'user' ? [node.work.department ?? [], node.work.joint?.departments ?? []].flat() : [],
  );
  const units: UnitId[] = [];
  for (const key of new Set(named)) {
    const unit = await unitByUscc(tx, key);
    if (unit !== undefined) units.push(unit.id);
  }
  return units;
}
