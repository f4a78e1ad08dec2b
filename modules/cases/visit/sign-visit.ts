import { z } from 'zod';
import { IdempotencyKey, notFound, once, parseInput, Refusal, type World } from '#kernel';
import type { Officer } from '#identity';
import { lockCase } from '../case-store.ts';
import { ShortNoInput } from '../numbers.ts';
import { insertSignature, latestVisit } from './visit-store.ts';
import { candidatesOf, visitTaskOf } from './visit-task.ts';

export const SignVisitInput = z.strictObject({
  key: IdempotencyKey,
  case: ShortNoInput,
  n: z.int().min(1),
  /** The version that was read. */
  version: z.int().min(1),
});

/**
 * Signs the record of a visit from one's own account: the version that was read, as long as it is the latest and its
 * task is open.
 * @throws Refusal kernel.not-found for whoever is not named in the latest record; cases.visit-changed,
 * cases.visit-signed, cases.barred
 */
export async function signVisit(world: World, officer: Officer, raw: z.input<typeof SignVisitInput>): Promise<void> {
  const input = parseInput(SignVisitInput, raw);
  const intent = { actor: officer.officer, useCase: 'cases.sign-visit', key: input.key, body: raw };
  await once<null>(world.db, intent, async (tx, remember) => {
    // Under the lock of the case nobody writes the record anew, or ends its task, while it is being signed.
    const record = await lockCase(tx, input.case);
    const visit = record && (await visitTaskOf(tx, record, input.n));
    if (record === undefined || visit === undefined || visit.task.closedAt !== undefined) throw notFound();
    const latest = await latestVisit(tx, { caseId: record.id, n: input.n });
    const mine = latest?.signers.find((signer) => signer.officer === officer.officer);
    if (latest === undefined || mine === undefined) throw notFound();
    if (latest.version !== input.version) throw new Refusal('cases.visit-changed', { status: 409 });
    if (mine.signedAt !== undefined) throw new Refusal('cases.visit-signed', { status: 409 });
    const candidates = await candidatesOf(tx, record, visit);
    if (!candidates.some((each) => each.officer === officer.officer))
      throw new Refusal('cases.barred', { status: 403 });
    const { id: caseId } = record;
    const { n, version } = input;
    await insertSignature(tx, { caseId, n, version, officer: officer.officer, at: world.clock.now() });
    await remember(null);
    return null;
  });
}
