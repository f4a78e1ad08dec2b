import { z } from 'zod';
import {
  IdempotencyKey,
  InvalidInput,
  notFound,
  once,
  parseInput,
  type FieldProblem,
  type Tx,
  type World,
} from '#kernel';
import type { Resident } from '#identity';
import { recordUse } from '#materials';
import { perform } from './act.ts';
import { lockCase, type CaseRecord } from './case-store.ts';
import { caseFiles, type FileRef } from './file-store.ts';
import { ShortNoInput } from './numbers.ts';
import { openSupplement } from './open-supplement.ts';
import { markAnswered } from './supplement-store.ts';
import { isMine } from './whose.ts';

export const AnswerSupplementInput = z.strictObject({
  key: IdempotencyKey,
  case: ShortNoInput,
  /** What the applicant wants to say about it. */
  note: z.string().trim().max(2000).default(''),
});

/**
 * Hands in everything that was asked for; the task goes on at its old place.
 * @throws InvalidInput with one problem per listed material that still has no file (`item-N`).
 */
export async function answerSupplement(
  world: World,
  viewer: Resident,
  raw: z.input<typeof AnswerSupplementInput>,
): Promise<void> {
  const input = parseInput(AnswerSupplementInput, raw);
  const intent = { actor: viewer.person, useCase: 'cases.answer-supplement', key: input.key, body: raw };
  await once<null>(world.db, intent, async (tx, remember) => {
    const record = await lockCase(tx, input.case);
    if (record === undefined || !isMine(record, viewer)) throw notFound();
    const files = await requireAnswered(tx, world, { record, note: input.note });
    const now = world.clock.now();
    await markAnswered(tx, record.id, now);
    await recordUse(tx, {
      assets: files.map(({ asset }) => asset),
      caseNo: record.shortNo,
      purpose: 'supplement',
      by: { person: viewer.person },
      at: now,
    });
    await perform(tx, world, {
      record,
      command: 'answer-supplement',
      details: { note: input.note, files: files.map(({ asset, supplementItem }) => ({ asset, item: supplementItem })) },
      remember: () => remember(null),
    });
    return null;
  });
}

/** A listed material needs a file; anything else listed needs a file or a word about it. */
async function requireAnswered(
  tx: Tx,
  world: World,
  { record, note }: { record: CaseRecord; note: string },
): Promise<readonly FileRef[]> {
  const supplement = await openSupplement(tx, world, record);
  if (supplement === undefined) return [];
  const files = (await caseFiles(tx, record.id)).filter(({ handedIn }) => !handedIn);
  const missing = supplement.list.flatMap((item, at): readonly FieldProblem[] => {
    const answered = files.some(({ supplementItem }) => supplementItem === at);
    if (answered || (item.material === undefined && note !== '')) return [];
    return [{ field: `item-${at}`, code: 'cases.supplement-item-missing', values: { item: at + 1 } }];
  });
  if (missing.length > 0 && record.status === 'supplementRequested') throw new InvalidInput(missing);
  return files;
}
