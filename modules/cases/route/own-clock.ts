import { civilDate, type Db } from '#kernel';
import { workdaysLeft } from '#clocks';
import { routeTasks } from './task-store.ts';

/** The time that the route gives to one task. It orders nothing: whose turn it is, is the queue's to say. */
export interface OwnClock {
  readonly dueOn: Temporal.PlainDate;
  /** Working days left after today; 0: today is the last; below 0: over by so many. */
  readonly workdays: number;
}

/** The clock of a task whose budget is in days or months; undefined where it has none. */
export async function ownClock(
  db: Db,
  { caseId, n, now }: { readonly caseId: string; readonly n: number; readonly now: Date },
): Promise<OwnClock | undefined> {
  const dueOn = (await routeTasks(db, caseId)).find((task) => task.n === n)?.dueOn;
  return dueOn && { dueOn, workdays: workdaysLeft(civilDate(now), dueOn) };
}
