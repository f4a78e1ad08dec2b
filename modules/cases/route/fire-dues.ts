import { inTransaction, type Tx, type World } from '#kernel';
import { openTasks } from '#queue';
import { perform } from '../act.ts';
import { lockCaseById, type CaseRecord } from '../case-store.ts';
import { isClosed } from '../lifecycle.ts';
import type { Reports } from '../release-vanished.ts';
import { visitLeft } from '../visit/visit-done.ts';
import { casesWithDues, duesOf, routeTasks, type Due } from './task-store.ts';

/** Looked up at a time. */
const MOST_CASES = 500;

/**
 * Carries out what has become due in the routes of cases: timers, and silence that the law takes for consent. Several
 * workers may run it at once, and after an outage everything comes to pass in the order in which it was due: each thing
 * happens once, under the lock of its case, with the moment at which it was due.
 * @returns how many things came to pass.
 */
export async function fireDues(world: World & Reports): Promise<number> {
  const tried: string[] = [];
  let fired = 0;
  for (;;) {
    const due = await casesWithDues(world.db, { now: world.clock.now(), most: MOST_CASES, tried });
    if (due.length === 0) return fired;
    for (const caseId of due) {
      fired += await fireAll(world, caseId);
      // Looked at once in a run: what is left of it is another's work, or could not be done.
      tried.push(caseId);
    }
  }
}

/** Everything that is due of a case; one that cannot go on stops no other. */
async function fireAll(world: World & Reports, caseId: string): Promise<number> {
  let fired = 0;
  try {
    while (await fireOne(world, caseId)) fired += 1;
  } catch (error) {
    world.log.error({ err: error, caseId }, 'What was due in a case could not come to pass');
  }
  return fired;
}

/** The earliest thing that is due of a case. @returns false when there is none any more */
async function fireOne(world: World, caseId: string): Promise<boolean> {
  return inTransaction(world.db, async (tx) => {
    const record = await lockCaseById(tx, caseId);
    if (record === undefined || isClosed(record.status) || record.recordLostAt !== undefined) return false;
    const [due] = await duesOf(tx, caseId, world.clock.now());
    if (due === undefined) return false;
    await fire(tx, world, { record, due });
    return true;
  });
}

async function fire(tx: Tx, world: World, { record, due }: { record: CaseRecord; due: Due }): Promise<void> {
  const details = { due: due.at.toISOString(), ...(due.basis === undefined ? {} : { basis: due.basis }) };
  const act = { record, due, details, remember: () => Promise.resolve() };
  if (due.kind === 'timer') {
    const [any] = await openTasks(tx, record.id);
    return perform(tx, world, { ...act, command: 'expire', task: { n: any?.n ?? record.n, stage: 'examination' } });
  }
  const task = (await routeTasks(tx, record.id)).find(
    ({ instance, department, closedAt }) =>
      closedAt === undefined &&
      instance === due.instance &&
      (due.department === undefined || department === due.department),
  );
  if (task === undefined) throw new Error(`Nobody is silent at ${due.element} of case ${record.id}.`);
  return perform(tx, world, {
    ...act,
    followers: await visitLeft(tx, { caseId: record.id, n: task.n, place: 0 }),
    command: 'consent',
    officer: { unit: task.unit },
    task: { n: task.n, stage: 'examination' },
  });
}
