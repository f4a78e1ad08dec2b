import { createHash } from 'node:crypto';
import { z } from 'zod';
import { inTransaction, type Db, type Tx } from './database.ts';
import { Refusal } from './refusal.ts';

/** A key that the caller invents once per intended act and sends again with every retry of it. */
export const IdempotencyKey = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);

export interface Intent {
  /** Who acts: keys of different people never meet. */
  readonly actor: string;
  /** Which use case, e.g. `cases.submit`. */
  readonly useCase: string;
  readonly key: string;
  /** What is asked, so that a key used for something else is noticed; compared by digest. */
  readonly body: unknown;
}

/**
 * Runs `act` once per intent, in one transaction with the record of its answer. Repeated, it returns the same answer;
 * two at once wait for each other; with another body it is the refusal `idempotency.mismatch`. Refusals and faults roll
 * back and are not remembered. `act` calls `remember` before its last statement, the ledger's, because nothing may
 * follow that but the commit. Answers must survive JSON; keep personal data out of them. Rows live for 30 days.
 */
export async function once<T>(
  db: Db,
  intent: Intent,
  act: (tx: Tx, remember: (answer: T) => Promise<void>) => Promise<T>,
): Promise<T> {
  return inTransaction(db, async (tx) => {
    const digest = digestOf(intent);
    const claimed = await tx
      .insertInto('kernel.idempotency')
      .values({ actor: intent.actor, use_case: intent.useCase, key: intent.key, body_digest: digest })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (claimed.numInsertedOrUpdatedRows === 0n) return remembered<T>(tx, intent, digest);
    return act(tx, (answer) => record(tx, intent, answer));
  });
}

/** What is asked, to be compared: bodies may hold what must not be kept. */
export function digestOf({ body }: Pick<Intent, 'body'>): Buffer {
  return createHash('sha256').update(JSON.stringify(body)).digest();
}

async function record(tx: Tx, intent: Intent, answer: unknown): Promise<void> {
  await tx
    .updateTable('kernel.idempotency')
    .set({ answer: JSON.stringify(answer) })
    .where('actor', '=', intent.actor)
    .where('use_case', '=', intent.useCase)
    .where('key', '=', intent.key)
    .execute();
}

/**
 * Written again although nothing changes: the first commit may have been cut off from its standby, and an answer is given
 * only after a commit that the standby has confirmed.
 */
async function remembered<T>(tx: Tx, intent: Intent, digest: Buffer): Promise<T> {
  const row = await tx
    .updateTable('kernel.idempotency')
    .set((eb) => ({ answer: eb.ref('answer') }))
    .where('actor', '=', intent.actor)
    .where('use_case', '=', intent.useCase)
    .where('key', '=', intent.key)
    .returning(['body_digest', 'answer'])
    .executeTakeFirstOrThrow();
  if (!digest.equals(row.body_digest)) throw new Refusal('idempotency.mismatch');
  return row.answer as T;
}
