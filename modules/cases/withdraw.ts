import { z } from 'zod';
import { IdempotencyKey, notFound, once, parseInput, type World } from '#kernel';
import { perform } from './act.ts';
import { lockCase } from './case-store.ts';
import { ShortNoInput } from './numbers.ts';
import { isMine, type Capacity } from './whose.ts';

export const WithdrawInput = z.strictObject({
  key: IdempotencyKey,
  case: ShortNoInput,
  reason: z.string().trim().max(500).default(''),
});

/** The applicant takes the application back (撤回), before a decision. No officer can do this for them. */
export async function withdraw(world: World, viewer: Capacity, raw: z.input<typeof WithdrawInput>): Promise<void> {
  const input = parseInput(WithdrawInput, raw);
  const intent = { actor: viewer.person, useCase: 'cases.withdraw', key: input.key, body: raw };
  await once<null>(world.db, intent, async (tx, remember) => {
    const record = await lockCase(tx, input.case);
    if (record === undefined || !isMine(record, viewer)) throw notFound();
    await perform(tx, world, {
      record,
      command: 'withdraw',
      details: input.reason === '' ? {} : { reason: input.reason },
      remember: () => remember(null),
    });
    return null;
  });
}
