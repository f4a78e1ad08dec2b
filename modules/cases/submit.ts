import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  civilDate,
  emit,
  IdempotencyKey,
  InvalidInput,
  notFound,
  once,
  parseInput,
  Refusal,
  sealJson,
  type Tx,
  type World,
} from '#kernel';
import { itemByVersion, type ServiceItem } from '#catalogue';
import { checkForm } from '#forms';
import { generalUnit, type Resident } from '#identity';
import { append, commit } from '#ledger';
import { recordUse } from '#materials';
import * as queue from '#queue';
import { eventContext } from './act.ts';
import { caseById, insertingCase, nextSerial, nextShortSerial, recording, type CaseRecord } from './case-store.ts';
import { casePlace, sealContent, type Content } from './content.ts';
import { findDraft, lockDraft, markSubmitted, type DraftRecord } from './draft-store.ts';
import { countByMaterial, draftFiles, moveFiles, type FileRef } from './file-store.ts';
import { caseNo, newQueryCode, shortNo, type ShortNo } from './numbers.ts';
import { onlyAsked } from './only-asked.ts';
import { openDraft } from './open-draft.ts';
import { planOf } from './plan.ts';

export const SubmitInput = z.strictObject({
  key: IdempotencyKey,
  draft: z.string(),
  /** The declaration that everything is true (电子签名法 applies to what follows). */
  declared: z.boolean(),
});

/**
 * Files an application: a draft becomes one case, however often and under whatever keys it is submitted, and gets its
 * place in the queue in the same transaction. `receivedAt` is the server's clock when the request came in; it never
 * changes, because deemed acceptance counts from it (行政许可法 32(4)).
 * @throws InvalidInput with every problem of the form; `declared` / cases.not-declared.
 */
export async function submit(
  world: World,
  viewer: Resident,
  raw: z.input<typeof SubmitInput>,
): Promise<{ readonly case: ShortNo }> {
  const receivedAt = world.clock.now();
  const input = parseInput(SubmitInput, raw);
  const known = await findDraft(world.db, viewer, input.draft);
  if (known === undefined) throw notFound();
  if (known.submittedCase !== undefined) return { case: await numberOf(world, known.submittedCase) };
  if (!input.declared) throw new InvalidInput([{ field: 'declared', code: 'cases.not-declared' }]);

  const intent = { actor: viewer.person, useCase: 'cases.submit', key: input.key, body: { draft: input.draft } };
  return once<{ case: ShortNo }>(world.db, intent, async (tx, remember) => {
    const draft = await lockDraft(tx, viewer, input.draft);
    if (draft === undefined) throw notFound();
    if (draft.submittedCase !== undefined) {
      const earlier = { case: await numberOf(world, draft.submittedCase) };
      await remember(earlier);
      return earlier;
    }
    return file(tx, world, { draft, receivedAt, remember });
  });
}

async function numberOf(world: World, caseId: string): Promise<ShortNo> {
  const record = await caseById(world.db, caseId);
  if (record === undefined) throw notFound();
  return record.shortNo;
}

interface Filing {
  readonly draft: DraftRecord;
  readonly receivedAt: Date;
  readonly remember: (answer: { case: ShortNo }) => Promise<void>;
}

async function file(tx: Tx, world: World, { draft, receivedAt, remember }: Filing): Promise<{ case: ShortNo }> {
  const { content, files } = await whatIsFiled(tx, world, draft);
  const item = await itemByVersion(tx, draft.itemVersion);
  const record = await newCase(tx, world, { draft, item, content, receivedAt });
  const answer = { case: record.shortNo };
  const assets = files.map(({ asset }) => asset);
  await moveFiles(tx, { draft: draft.id, caseId: record.id, assets });
  await recordUse(tx, {
    assets,
    caseNo: record.shortNo,
    purpose: 'filing',
    by: { person: draft.person },
    at: receivedAt,
  });
  await markSubmitted(tx, draft.id, record.id);
  const event = randomUUID();
  await emit(tx, 'notifications.tell', { event });
  await remember(answer);
  await enqueue(tx, world, { record, item, content, files, event });
  return answer;
}

/** @throws InvalidInput with every problem of the form. */
async function whatIsFiled(
  tx: Tx,
  world: World,
  draft: DraftRecord,
): Promise<{ readonly content: Content; readonly files: readonly FileRef[] }> {
  const { form, content } = await openDraft(tx, world, draft);
  const files = await draftFiles(tx, draft.id);
  const problems = checkForm(form, content.answers, countByMaterial(files));
  if (problems.length > 0) throw new InvalidInput(problems);
  return onlyAsked(form, { content, files });
}

type NewCase = Omit<CaseRecord, 'ref' | 'lastIndex' | 'n' | 'supplementAsked'>;

interface Ingredients {
  readonly draft: DraftRecord;
  readonly item: ServiceItem;
  readonly content: Content;
  readonly receivedAt: Date;
}

async function newCase(tx: Tx, world: World, { draft, item, content, receivedAt }: Ingredients): Promise<NewCase> {
  const id = randomUUID();
  const code = item.elements.handleItemCode ?? item.elements.taskCode;
  const serial = await nextSerial(tx, code, civilDate(receivedAt).toString());
  const queryCode = newQueryCode();
  const { crypto } = world;
  return {
    id,
    shortNo: shortNo(receivedAt, await nextShortSerial(tx)),
    caseNo: caseNo(code, receivedAt, serial),
    person: draft.person,
    ...(draft.organisation === undefined ? {} : { organisation: draft.organisation }),
    itemVersion: draft.itemVersion,
    formVersion: draft.formVersion,
    unit: item.unit,
    dataKey: draft.dataKey,
    content: sealContent(crypto, draft.dataKey, { place: casePlace(id), content }),
    queryCode: sealJson(crypto, draft.dataKey, `${casePlace(id)}:query-code`, queryCode),
    queryDigest: Buffer.from(crypto.blindIndex('cases.query-code', `${id}\0${queryCode}`)),
    plan: planOf(item.elements.stages),
    status: 'submitted',
    receivedAt,
    statusAt: receivedAt,
  };
}

interface Enqueued {
  readonly record: NewCase;
  readonly item: ServiceItem;
  readonly content: Content;
  readonly files: readonly FileRef[];
  readonly event: string;
}

/** Locks the acceptance pool, draws the number, and writes case, ticket, event and leaf with the index of the filing. */
async function enqueue(tx: Tx, world: World, { record, item, content, files, event }: Enqueued): Promise<void> {
  const fallback = (await generalUnit(tx)).id;
  const pool = await queue.findPool(tx, 'acceptance', { unit: record.unit, fallback });
  if (pool === undefined) throw new Refusal('cases.no-pool', { status: 503 });
  await queue.lockPools(tx, [pool.id]);
  const qn = await queue.nextNumber(tx, pool);

  const applicant = commit({ person: record.person, organisation: record.organisation ?? null });
  const filed = commit({ case: record.caseNo, item: item.id, version: String(item.version), answers: content.answers });
  const attachments = commit({ files: files.map(({ asset, material }) => ({ asset, material })) });
  const openings = { applicant: applicant.opening, content: filed.opening, attachments: attachments.opening };
  const now = world.clock.now();
  await append(tx, now, {
    leaves: [
      {
        k: 'submit',
        q: pool.code,
        qn,
        applicant: applicant.commitment,
        content: filed.commitment,
        attachments: attachments.commitment,
        lane: 2,
      },
    ],
    followers: [
      insertingCase(record),
      recording({
        id: event,
        caseId: record.id,
        kind: 'submitted',
        at: record.receivedAt,
        n: 0,
        sealed: sealJson(world.crypto, record.dataKey, eventContext(record.id), { details: {}, openings }),
      }),
      queue.entering({ caseId: record.id, n: 0, pool, qn, ref: { plus: 0 }, at: record.receivedAt }),
    ],
  });
}
