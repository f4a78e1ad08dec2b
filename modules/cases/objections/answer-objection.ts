import { z } from 'zod';
import { emit, IdempotencyKey, once, parseInput, Refusal, sealJson, setting, type Tx, type World } from '#kernel';
import { officerById, type Officer } from '#identity';
import { logSize } from '#ledger';
import { Reason } from '../officer-acts.ts';
import { isConcerned, lockHearing, type Hearing } from './hearing.ts';
import { addAnswer, objectionContext, type KnownObjection } from './store.ts';

export const AnswerObjectionInput = z.strictObject({
  key: IdempotencyKey,
  objection: z.uuid(),
  outcome: z.enum(['upheld', 'notUpheld']),
  text: Reason,
});

const HOUR_MS = 3_600_000;

/** Why an objection cannot be answered, or cannot be upheld yet. */
export type AnswerObstacle =
  'cases.objection-answered' | 'cases.objection-not-reviewed' | 'cases.objection-own-unit' | 'cases.objection-own-act';

/**
 * A person of the bureau or of supervision decides an objection, with reasons. The machine's review decides nothing: it
 * opens a review by people with a right of reply. The applicant gets a message.
 * @throws InvalidInput; Refusal cases.objection-answered, cases.objection-not-reviewed, cases.objection-own-unit,
 * cases.objection-own-act for whoever has acted on the case in any post, cases.objection-unheard when upheld before the
 * unit has replied or its time to reply is over; kernel.not-found for everybody else
 */
export async function answerObjection(
  world: World,
  officer: Officer,
  raw: z.input<typeof AnswerObjectionInput>,
): Promise<void> {
  const input = parseInput(AnswerObjectionInput, raw);
  const intent = { actor: officer.officer, useCase: 'cases.answer-objection', key: input.key, body: raw };
  await once<null>(world.db, intent, async (tx, remember) => {
    const hearing = await lockHearing(tx, officer, { id: input.objection, part: 'answer' });
    const obstacle = await answerObstacle(tx, officer, hearing);
    if (obstacle !== undefined) throw new Refusal(obstacle);
    const { objection, record } = hearing;
    const heardBy = await heardFrom(tx, objection);
    const at = world.clock.now();
    if (input.outcome === 'upheld' && at < heardBy)
      throw new Refusal('cases.objection-unheard', { values: { hours: await setting(tx, 'objections.replyHours') } });
    await addAnswer(tx, {
      id: objection.id,
      outcome: input.outcome,
      officer: officer.officer,
      unit: officer.unit,
      at,
      ledgerSize: await logSize(tx),
      sealed: sealJson(world.crypto, record.dataKey, objectionContext(objection.id, 'answer'), { text: input.text }),
    });
    await emit(tx, 'notifications.tell', { objection: objection.id });
    await remember(null);
    return null;
  });
}

/** What keeps this officer from answering, whatever the answer. */
export async function answerObstacle(
  tx: Tx | World['db'],
  officer: Officer,
  { objection, record }: Hearing,
): Promise<AnswerObstacle | undefined> {
  if (objection.answer !== undefined) return 'cases.objection-answered';
  if (objection.review === undefined) return 'cases.objection-not-reviewed';
  if (objection.unit === officer.unit) return 'cases.objection-own-unit';
  const { person } = await officerById(tx, officer.officer);
  return (await isConcerned(tx, { objection, record }, person)) ? 'cases.objection-own-act' : undefined;
}

/** From when an objection may be upheld: at once after the reply, else when the time to reply is over. */
export async function heardFrom(db: Tx | World['db'], { at, reply }: KnownObjection): Promise<Date> {
  if (reply !== undefined) return reply.at;
  return new Date(at.getTime() + (await setting(db, 'objections.replyHours')) * HOUR_MS);
}
