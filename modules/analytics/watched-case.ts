import { watchedHistory } from '#cases';
import { itemByVersion, type ItemId } from '#catalogue';
import type { Officer } from '#identity';
import { notFound, type World } from '#kernel';
import type { ElementId } from '#routing';
import { deviationsOf, type DeviationKind } from './deviations.ts';
import { measureOf } from './measure-of.ts';
import { goneOf } from './process.ts';
import { stepOf } from './visit.ts';

/** How one case went: what happened when, at which step. No words, no people. */
export interface WatchedCase {
  readonly no: string;
  readonly item: ItemId;
  readonly itemName: string;
  readonly status: string;
  readonly deviations: readonly DeviationKind[];
  readonly acts: readonly {
    readonly kind: string;
    readonly at: Date;
    /** Undefined where the drawing knows no such step. */
    readonly step: ElementId | undefined;
    readonly name: string;
    readonly unitName?: string;
  }[];
}

/** @throws Refusal kernel.not-found for whoever does not watch over the case, and where it is of another service */
export async function watchedCase(
  world: World,
  officer: Officer,
  { code, no }: { readonly code: string; readonly no: string },
): Promise<WatchedCase> {
  const { history, version } = await watchedHistory(world, officer, no);
  const item = await itemByVersion(world.db, version);
  if (item.id !== code) throw notFound();
  const measure = await measureOf(world.db, item);
  const [gone] = goneOf([history], measure.route);
  const names = new Map(measure.drawing.nodes.map(({ id, name = '' }) => [id, name]));
  const tasks = new Map(history.tasks.map((task) => [task.n, task]));
  return {
    no: history.no,
    item: item.id,
    itemName: item.elements.name,
    status: history.status,
    deviations: gone === undefined ? [] : deviationsOf(gone, measure.drawing),
    acts: history.acts.map(({ kind, at, n }) => {
      const task = tasks.get(n);
      const step = task && stepOf(task);
      const known = step !== undefined && names.has(step) ? step : undefined;
      const unit = task?.unitName;
      return {
        kind,
        at,
        step: known,
        name: names.get(step ?? '') ?? '',
        ...(unit === undefined ? {} : { unitName: unit }),
      };
    }),
  };
}
