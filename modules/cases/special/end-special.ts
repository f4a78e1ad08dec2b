import { z } from 'zod';
import { IdempotencyKey, notFound, once, parseInput, Refusal, sealJson, type Tx, type World } from '#kernel';
import type { Officer } from '#identity';
import { openTasks } from '#queue';
import { perform, type Act } from '../act.ts';
import { lockCaseById, type CaseRecord } from '../case-store.ts';
import { runOn } from '../limits/stand-still.ts';
import { Reason } from '../officer-acts.ts';
import { reaches } from '../reach.ts';
import { delayDues } from '../route/task-store.ts';
import { specialContext } from './special-said.ts';
import { endSpecialRow, specialById, type SpecialRow } from './special-store.ts';

export const EndSpecialInput = z.strictObject({
  key: IdempotencyKey,
  special: z.uuid(),
  /** What came of it, in the words that the applicant reads. */
  result: Reason,
});

/**
 * Writes down the result of a special procedure: the task goes on at its old place, and the clock of the decision with it.
 * Whoever began it may do so, or whoever approves for the same unit.
 * @throws InvalidInput; Refusal kernel.not-found, cases.special-ended
 */
export async function endSpecial(world: World, officer: Officer, raw: z.input<typeof EndSpecialInput>): Promise<void> {
  const input = parseInput(EndSpecialInput, raw);
  const intent = { actor: officer.officer, useCase: 'cases.end-special', key: input.key, body: raw };
  await once<null>(world.db, intent, async (tx, remember) => {
    const { record, row } = await locked(tx, input.special);
    const heads = { roles: ['approver'], unit: row.unit } as const;
    if (row.begunBy !== officer.officer && !(await reaches(tx, officer, heads))) throw notFound();
    const task = await heldTask(tx, row);
    if (row.endedAt !== undefined || task === undefined) throw new Refusal('cases.special-ended');
    const at = world.clock.now();
    const result = sealJson(world.crypto, record.dataKey, specialContext(row.id), { result: input.result });
    await endSpecialRow(tx, row.id, { at, by: officer.officer, result });
    await runOn(tx, record.id, { ended: [row], now: at });
    await delayDues(tx, record.id, { n: row.n, from: row.begunAt, until: at });
    await perform(tx, world, {
      record,
      command: 'end-special',
      task,
      officer: { id: officer.officer, unit: officer.unit },
      details: { special: { kind: row.kind }, note: input.result },
      remember: () => remember(null),
    });
    return null;
  });
}

/**
 * Its planned end has come and nobody has written down a result: the clock goes on by itself, from that moment, and so
 * does the task. Called by whatever sweeps the clocks, under the lock of the case.
 * @returns false where it had ended before
 */
export async function resumeSpecial(tx: Tx, world: World, { id, at }: { id: string; at: Date }): Promise<boolean> {
  const { record, row } = await locked(tx, id);
  const task = await heldTask(tx, row);
  if (row.endedAt !== undefined || task === undefined) return false;
  await endSpecialRow(tx, row.id, { at });
  await delayDues(tx, record.id, { n: row.n, from: row.begunAt, until: at });
  await perform(tx, world, {
    record,
    command: 'resume-special',
    task,
    officer: { unit: row.unit },
    details: { special: { kind: row.kind }, due: at.toISOString() },
    remember: () => Promise.resolve(),
  });
  return true;
}

/** The case is locked first; what was read before is read again below it. */
async function locked(tx: Tx, id: string): Promise<{ readonly record: CaseRecord; readonly row: SpecialRow }> {
  const found = await specialById(tx, id);
  const record = found && (await lockCaseById(tx, found.caseId));
  const row = await specialById(tx, id);
  if (record === undefined || row === undefined) throw notFound();
  return { record, row };
}

/** The task that waits for it; undefined where its case went on or ended without. */
async function heldTask(tx: Tx, { caseId, n }: SpecialRow): Promise<Act['task']> {
  const task = (await openTasks(tx, caseId)).find((each) => each.n === n);
  return task?.state === 'held' ? { n, stage: task.stage } : undefined;
}
