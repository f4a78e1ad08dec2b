import type { Db } from '#kernel';
import { placesOf, type Place } from '#queue';
import type { CaseRecord } from './case-store.ts';
import { routeTasks } from './route/task-store.ts';

/** Where a case is, in the words of its item or route. */
export interface CasePlace extends Place {
  readonly stageName?: string;
  /** Short name of the department whose part it is; its queue may be another unit's. */
  readonly department?: string;
  /** By when the department should have said something. */
  readonly dueOn?: Temporal.PlainDate;
}

/** Everybody who has a case at the moment, by the numbers of their tasks. */
export async function casePlaces(db: Db, { id, plan }: CaseRecord): Promise<readonly CasePlace[]> {
  const places = await placesOf(db, id);
  const tasks = places.some(({ stage }) => stage === 'examination') ? await routeTasks(db, id) : [];
  return places.map((place) => {
    const task = tasks.find(({ n }) => n === place.n);
    const stageName = task?.name ?? plan.find(({ stage }) => stage === place.stage)?.name;
    return {
      ...place,
      ...(stageName === undefined ? {} : { stageName }),
      ...(task === undefined ? {} : { department: task.unitName }),
      ...(task?.dueOn === undefined ? {} : { dueOn: task.dueOn }),
    };
  });
}
