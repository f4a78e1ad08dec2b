import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { civilDate, emit, InvalidInput, sealJson } from '#kernel';
import { officerInput } from '../officer-acts.ts';
import { visitAct } from './visit-act.ts';
import { visitPlace, VisitPlan } from './visit.ts';
import { insertVersion } from './visit-store.ts';

export const PlanVisitInput = z.strictObject({
  ...officerInput,
  ...VisitPlan.shape,
  /** Civil date. */
  on: z.iso.date(),
  /** The version that the page showed; 0 where there was none. */
  version: z.int().min(0),
});

/** How far ahead a visit can be set: further than any budget, near enough to notice a slip of the pen. */
const MOST_DAYS = 180;

/**
 * Sets the day of a visit, which the applicant is told; set again, the later one counts.
 * @throws InvalidInput; Refusal kernel.not-found, cases.not-a-visit, cases.visit-changed
 */
export const planVisit = visitAct(
  PlanVisitInput,
  'plan-visit',
  async (tx, world, { record, n, version, officer, input }) => {
    const today = civilDate(world.clock.now());
    const on = Temporal.PlainDate.from(input.on);
    const ahead = today.until(on).total({ unit: 'days' });
    if (ahead < 0 || ahead > MOST_DAYS) throw new InvalidInput([{ field: 'on', code: 'cases.visit-plan-day' }]);
    const { time, place } = input;
    const sealed = sealJson(world.crypto, record.dataKey, visitPlace(record.id, n, version), { time, place });
    const at = world.clock.now();
    await insertVersion(tx, {
      caseId: record.id,
      n,
      version,
      kind: 'plan',
      on: input.on,
      officer: officer.officer,
      unit: officer.unit,
      at,
      sealed,
    });
    await emit(tx, 'notifications.tell', { visit: randomUUID(), case: record.id, n, version });
  },
);
