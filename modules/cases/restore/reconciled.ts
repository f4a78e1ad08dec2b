import type { Tx, World } from '#kernel';
import { openTasks } from '#queue';
import type { CaseRecord } from '../case-store.ts';
import { beginRoute, STAYS, type Moves, type Opening } from '../route/moves.ts';
import { closeTask, renewDues, routeTasks, type RouteTask } from '../route/task-store.ts';

export interface Reconciled {
  readonly moves: Moves;
  /** Numbers of the tasks that go on as they are. */
  readonly resumed: readonly number[];
}

/**
 * How a case goes on of which the ledger tells more than the database. What departments said since the backup is inside
 * commitments and lost: they are asked again, and tasks that opened because of it are closed until they open anew. A
 * decision that was open stays open, because the ledger shows that everybody had passed.
 */
export async function reconciled(tx: Tx, world: World, record: CaseRecord): Promise<Reconciled> {
  const open = await openTasks(tx, record.id);
  const known = (await routeTasks(tx, record.id)).filter(({ closedAt }) => closedAt === undefined);
  const strange = open.filter(({ n, stage }) => stage === 'examination' && !known.some((task) => task.n === n));
  const resumed = open.filter((task) => !strange.includes(task)).map(({ n }) => n);
  const isExamined = open.some(({ stage }) => stage === 'examination');
  const silent = known.filter(({ n }) => !open.some((task) => task.n === n));
  const now = world.clock.now();
  for (const { n } of silent) await closeTask(tx, record.id, { n, ended: 'lost', at: now });
  if (!isExamined) return { moves: STAYS, resumed };
  const closing = strange.map(({ n }) => ({ n, unit: record.unit }));
  if (record.route === undefined) return { moves: { ...(await beginRoute(tx, world, record)), closing }, resumed };
  for (const task of silent) await renewDues(tx, record.id, { task, now });
  return { moves: { ...STAYS, closing, opening: silent.map(openingOf) }, resumed };
}

function openingOf({ unit, element, instance, department, name }: RouteTask): Opening {
  const whose = department === undefined ? {} : { department };
  return { stage: 'examination', unit, of: { element, instance, name, ...whose } };
}
