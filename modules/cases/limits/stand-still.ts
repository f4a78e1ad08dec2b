import { civilDate, type Tx } from '#kernel';
import { resumeClocks, suspendClocks, type SuspensionId } from '#clocks';
import type { SpecialRow } from '../special/special-store.ts';

/** A special procedure, as far as the clocks have to do with it. */
export interface StandingStill extends Pick<SpecialRow, 'id' | 'n' | 'kind' | 'basis' | 'plannedEnd'> {
  readonly now: Date;
}

/**
 * The clocks of the decision stand still, and that of the task which waits; other departments' tasks go on, and so do
 * their clocks (行政许可法 45). At the planned end all of them run again by themselves.
 * @throws Refusal clocks.nothing-to-suspend, clocks.suspension-twice
 */
export async function standStill(tx: Tx, caseId: string, { now, ...special }: StandingStill): Promise<void> {
  await suspendClocks(tx, { subject: caseId, ...special }, now);
}

interface RunningOn {
  readonly ended: readonly Pick<SpecialRow, 'id' | 'plannedEnd'>[];
  readonly now: Date;
}

/** What was waited for has ended. After its planned end the clocks run already. */
export async function runOn(tx: Tx, caseId: string, { ended, now }: RunningOn): Promise<void> {
  const today = civilDate(now);
  for (const { id, plannedEnd } of ended)
    if (Temporal.PlainDate.compare(today, plannedEnd) <= 0)
      await resumeClocks(tx, { subject: caseId, suspension: id as SuspensionId }, now);
}
