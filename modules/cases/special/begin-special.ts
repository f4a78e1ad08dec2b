import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { civilDate, InvalidInput, Refusal, sealJson } from '#kernel';
import { itemByVersion } from '#catalogue';
import { standStill } from '../limits/stand-still.ts';
import { officerAct, officerInput, Reason } from '../officer-acts.ts';
import { lawfulKinds } from './kinds.ts';
import { insertSpecial } from './special-store.ts';
import { specialContext } from './special-said.ts';

export const BeginSpecialInput = z.strictObject({
  ...officerInput,
  /** The item's own words for it. */
  kind: z.string().trim().min(1).max(200),
  /** The last day of the time that it needs, which the applicant is told. */
  plannedEnd: z.iso.date(),
  /** What is done, by whom, and why it needs this time. */
  reason: Reason,
});

/** Further ahead than any of them takes by law (an announcement for finding parents: 60 days), near enough to notice a slip. */
const MOST_DAYS = 180;

/**
 * Begins a special procedure at the task in hand (特别程序, 行政许可法 45): a kind that the item lists, with its basis and
 * the time that it needs, which the applicant is told. The task waits at its place; the clock of the decision stands still
 * until a result is written down, or the planned end has come.
 * @throws InvalidInput; Refusal cases.special-not-listed, cases.not-this-stage
 */
export const beginSpecial = officerAct(BeginSpecialInput, {
  command: 'begin-special',
  details: ({ kind, plannedEnd, reason }) => ({ special: { kind, plannedEnd }, reason }),
  also: async (tx, { world, record, ticket, officer, input }) => {
    if (ticket.pool.stage !== 'examination' && ticket.pool.stage !== 'decision')
      throw new Refusal('cases.not-this-stage');
    const { elements } = await itemByVersion(tx, record.itemVersion);
    const listed = lawfulKinds(elements.specialProcedures).find(({ text }) => text === input.kind);
    if (listed === undefined) throw new Refusal('cases.special-not-listed');
    const now = world.clock.now();
    const plannedEnd = Temporal.PlainDate.from(input.plannedEnd);
    const ahead = civilDate(now).until(plannedEnd).total({ unit: 'days' });
    if (ahead < 1 || ahead > MOST_DAYS)
      throw new InvalidInput([{ field: 'plannedEnd', code: 'cases.special-planned-end', values: { days: MOST_DAYS } }]);
    const id = randomUUID();
    await insertSpecial(tx, {
      id,
      caseId: record.id,
      n: ticket.n,
      kind: listed.text,
      basis: listed.basis,
      plannedEnd,
      begunAt: now,
      begunBy: officer.officer,
      unit: officer.unit,
      sealed: sealJson(world.crypto, record.dataKey, specialContext(id), { reason: input.reason }),
    });
    await standStill(tx, record.id, { id, n: ticket.n, kind: listed.text, basis: listed.basis, plannedEnd, now });
    return { details: { basis: listed.basis } };
  },
});
