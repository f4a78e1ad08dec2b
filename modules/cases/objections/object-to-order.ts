import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import {
  emit,
  IdempotencyKey,
  notFound,
  once,
  parseInput,
  Refusal,
  sealJson,
  setting,
  type Tx,
  type World,
} from '#kernel';
import type { Resident } from '#identity';
import { freezeLog } from '#ledger';
import { unitOfCase } from '#queue';
import { lockCase, type CaseRecord } from '../case-store.ts';
import { ShortNoInput } from '../numbers.ts';
import { isMine } from '../whose.ts';
import { addObjection, filedSince, objectionContext, objectionsOf } from './store.ts';

export const ObjectToOrderInput = z.strictObject({
  key: IdempotencyKey,
  case: ShortNoInput,
  /** What the applicant noticed, in their own words. */
  words: z.string().trim().min(2).max(2000),
});

const HOUR_MS = 3_600_000;

/**
 * An applicant objects to the order in which their case was or was not taken (顺序异议). Freezes the evidence: the newest
 * signed state of the log, which its operator cannot take back. The review follows as a job.
 * @returns the objection's id
 * @throws InvalidInput; Refusal cases.objection-open while an earlier one has no answer, cases.objection-early until the
 * submission is published, kernel.too-many-attempts; kernel.not-found for others' cases and for none
 */
export async function objectToOrder(
  world: World,
  viewer: Resident,
  raw: z.input<typeof ObjectToOrderInput>,
): Promise<{ readonly objection: string }> {
  const input = parseInput(ObjectToOrderInput, raw);
  const intent = { actor: viewer.person, useCase: 'cases.object-to-order', key: input.key, body: raw };
  return once<{ objection: string }>(world.db, intent, async (tx, remember) => {
    const record = await lockCase(tx, input.case);
    if (record === undefined || !isMine(record, viewer)) throw notFound();
    const id = await object(tx, world, { record, viewer, words: input.words });
    await emit(tx, 'cases.reviewObjection', { objection: id });
    const answer = { objection: id };
    await remember(answer);
    return answer;
  });
}

interface Objecting {
  readonly record: CaseRecord;
  readonly viewer: Resident;
  readonly words: string;
}

async function object(tx: Tx, world: World, { record, viewer, words }: Objecting): Promise<string> {
  const at = world.clock.now();
  const earlier = await objectionsOf(tx, record.id);
  if (earlier.some(({ answer }) => answer === undefined)) throw new Refusal('cases.objection-open');
  await requireFew(tx, viewer, at);
  const frozen = await freezeLog(tx);
  if (frozen === undefined || frozen.size <= record.ref) throw new Refusal('cases.objection-early', { status: 503 });
  const id = randomUUID();
  await addObjection(tx, {
    id,
    caseId: record.id,
    person: viewer.person,
    unit: (await unitOfCase(tx, record.id)) ?? record.unit,
    at,
    from: record.ref,
    frozen,
    sealed: sealJson(world.crypto, record.dataKey, objectionContext(id, 'words'), { text: words }),
  });
  return id;
}

async function requireFew(tx: Tx, { person }: Resident, at: Date): Promise<void> {
  // One after the other: their cases have rows of their own.
  await sql`select pg_advisory_xact_lock(hashtext(${`cases.objections:${person}`}))`.execute(tx);
  const filed = await filedSince(tx, person, new Date(at.getTime() - HOUR_MS));
  if (filed >= (await setting(tx, 'objections.perHour')))
    throw new Refusal('kernel.too-many-attempts', { status: 429, values: { minutes: 60 } });
}
