import { z } from 'zod';
import { addWorkdays, civilDate, sealJson, setting } from '#kernel';
import { officerAct, writingInput } from './officer-acts.ts';
import { supplementContext, SupplementItems } from './supplement-items.ts';
import { insertSupplement } from './supplement-store.ts';

export const RequestSupplementInput = z.strictObject({ ...writingInput, items: SupplementItems });

/**
 * Asks for everything that is missing, once (一次性告知, 行政许可法 32(4)): a second request is refused, also by the
 * table's key. The task is held at its place until the applicant answers.
 */
export const requestSupplement = officerAct(RequestSupplementInput, {
  command: 'request-supplement',
  details: ({ items }) => ({ items }),
  also: async (tx, { world, record, input }) => {
    const now = world.clock.now();
    const days = await setting(tx, 'supplement.limitWorkdays');
    await insertSupplement(tx, {
      caseId: record.id,
      askedAt: now,
      dueOn: addWorkdays(civilDate(now), days),
      items: sealJson(world.crypto, record.dataKey, supplementContext(record.id), input.items),
    });
  },
});
