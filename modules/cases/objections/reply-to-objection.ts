import { z } from 'zod';
import { IdempotencyKey, once, parseInput, Refusal, sealJson, type Tx, type World } from '#kernel';
import { officerById, type Officer } from '#identity';
import type { CaseRecord } from '../case-store.ts';
import { Reason } from '../officer-acts.ts';
import { lockHearing } from './hearing.ts';
import { addReply, objectionContext } from './store.ts';

export const ReplyToObjectionInput = z.strictObject({ key: IdempotencyKey, objection: z.uuid(), text: Reason });

/**
 * An approver of the unit says how it came about, once, before the answer: nobody is found at fault unheard.
 * @throws InvalidInput; Refusal cases.objection-replied, cases.objection-answered, cases.objection-own-act; kernel.not-found for other units
 */
export async function replyToObjection(
  world: World,
  officer: Officer,
  raw: z.input<typeof ReplyToObjectionInput>,
): Promise<void> {
  const input = parseInput(ReplyToObjectionInput, raw);
  const intent = { actor: officer.officer, useCase: 'cases.reply-to-objection', key: input.key, body: raw };
  await once<null>(world.db, intent, async (tx, remember) => {
    const { objection, record } = await lockHearing(tx, officer, { id: input.objection, part: 'reply' });
    if (await isApplicant(tx, officer, record)) throw new Refusal('cases.objection-own-act');
    if (objection.answer !== undefined) throw new Refusal('cases.objection-answered');
    if (objection.reply !== undefined) throw new Refusal('cases.objection-replied');
    await addReply(tx, {
      id: objection.id,
      officer: officer.officer,
      at: world.clock.now(),
      sealed: sealJson(world.crypto, record.dataKey, objectionContext(objection.id, 'reply'), { text: input.text }),
    });
    await remember(null);
    return null;
  });
}

async function isApplicant(tx: Tx, { officer }: Officer, { person }: CaseRecord): Promise<boolean> {
  return (await officerById(tx, officer)).person === person;
}
