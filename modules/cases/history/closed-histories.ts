import type { Db } from '#kernel';
import { spansOf, type TaskSpan } from '#queue';
import type { CaseHistory, HistoryTask } from './history.ts';
import { isClosed } from '../lifecycle.ts';
import type { CaseRecord } from '../case-store.ts';
import { actsOf, closedCases, routeTasksOf, type Closed, type ClosedCase } from './history-store.ts';

/**
 * What happened to the cases of one version of a service that were closed last, newest first: events, tasks and queues,
 * without a word of what they are about. Four statements however many cases, each by an index.
 */
export async function closedHistories(db: Db, closed: Closed): Promise<readonly CaseHistory[]> {
  return historiesOf(db, await closedCases(db, closed));
}

/** What happened to one case; undefined while it is not closed. */
export async function historyOf(
  db: Db,
  { id, shortNo: no, lastIndex: last, status, receivedAt }: CaseRecord,
): Promise<CaseHistory | undefined> {
  if (!isClosed(status)) return undefined;
  const [history] = await historiesOf(db, [{ id, no, last, status, receivedAt }]);
  return history;
}

async function historiesOf(db: Db, cases: readonly ClosedCase[]): Promise<readonly CaseHistory[]> {
  const ids = cases.map(({ id }) => id);
  const acts = await actsOf(db, ids);
  const tasks = await routeTasksOf(db, ids);
  const spans = Map.groupBy(await spansOf(db, ids), ({ caseId }) => caseId);
  return cases.map((each) => ({
    ...each,
    acts: acts.get(each.id) ?? [],
    tasks: joined(spans.get(each.id) ?? [], tasks.get(each.id) ?? []),
  }));
}

/** Every task has a place in a queue; those of the route say besides what they are. */
function joined(spans: readonly TaskSpan[], tasks: readonly HistoryTask[]): readonly HistoryTask[] {
  const known = new Map(tasks.map((task) => [task.n, task]));
  const all = spans.map(({ n, stage, enteredAt, doneAt }): HistoryTask => {
    const closed = doneAt === undefined ? {} : { closedAt: doneAt };
    return known.get(n) ?? { n, stage, openedAt: enteredAt, ...closed };
  });
  const missing = tasks.filter(({ n }) => !spans.some((span) => span.n === n));
  return [...all, ...missing].toSorted((one, other) => one.n - other.n);
}
