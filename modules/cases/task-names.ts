import type { Db } from '#kernel';
import { stagesOf } from '#queue';
import type { CaseRecord } from './case-store.ts';
import { routeTasks } from './route/task-store.ts';

/** The word for each task of a case by its number: the route's, or the item's for what stands around the route. */
export async function taskNames(
  db: Db,
  { id, n: newest, plan }: CaseRecord,
): Promise<(n: number) => string | undefined> {
  const tasks = newest === 0 ? [] : await routeTasks(db, id);
  const stages = await stagesOf(db, id);
  const named = (n: number) => tasks.find((task) => task.n === n)?.name;
  return (n) => named(n) ?? plan.find(({ stage }) => stage === stages.get(n))?.name;
}
