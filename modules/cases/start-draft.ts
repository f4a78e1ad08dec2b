import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { IdempotencyKey, notFound, once, parseInput, Refusal, type World } from '#kernel';
import { itemById, type ItemId, type ServiceItem } from '#catalogue';
import { pinForm, prefill } from '#forms';
import type { Resident } from '#identity';
import { formOf } from '#publishing';
import { draftPlace, sealContent } from './content.ts';
import { insertDraft, type DraftId } from './draft-store.ts';
import { profileFor } from './start-bundle-draft.ts';

export const StartDraftInput = z.strictObject({ key: IdempotencyKey, item: z.string().min(1).max(64) });

const NATURAL_PERSON = '1';

/**
 * Begins an application, filled in with what identity already knows (716号令 7: nobody is asked twice).
 * The form of today is pinned: later versions do not change a draft. Pressed twice, it is one draft.
 * @throws Refusal cases.for-organisations or cases.for-persons when the item is not for this applicant.
 */
export async function startDraft(
  world: World,
  viewer: Resident,
  raw: z.input<typeof StartDraftInput>,
): Promise<{ readonly draft: DraftId }> {
  const { key, item: id } = parseInput(StartDraftInput, raw);
  const item = await itemById(world.db, id as ItemId);
  if (item === undefined) throw notFound();
  requireSubject(item, viewer);

  const form = await formOf(world.db, item, viewer.organisation === undefined ? 'person' : 'organisation');
  const { answers, provenance } = prefill(form, await profileFor(world, viewer));
  const draft = randomUUID() as DraftId;
  const dataKey = Buffer.from(world.crypto.newDataKey());
  const content = { answers, provenance, done: [] };
  const organisation = viewer.organisation;
  const body = { item: id, organisation: organisation ?? null };
  const intent = { actor: viewer.person, useCase: 'cases.start-draft', key, body };
  return once<{ draft: DraftId }>(world.db, intent, async (tx, remember) => {
    await insertDraft(tx, {
      id: draft,
      person: viewer.person,
      ...(organisation === undefined ? {} : { organisation }),
      itemVersion: item.version,
      formVersion: await pinForm(tx, form),
      dataKey,
      content: sealContent(world.crypto, dataKey, { place: draftPlace(draft), content }),
      savedAt: world.clock.now(),
    });
    await remember({ draft });
    return { draft };
  });
}

/** An item names who may ask for it (服务对象); a company's item needs somebody who acts for a company. */
function requireSubject(item: ServiceItem, viewer: Resident): void {
  const { subjects } = item.elements;
  if (subjects.length === 0) return;
  const forPersons = subjects.includes(NATURAL_PERSON);
  const forOrganisations = subjects.some((subject) => subject !== NATURAL_PERSON);
  if (viewer.organisation === undefined && !forPersons) throw new Refusal('cases.for-organisations');
  if (viewer.organisation !== undefined && !forOrganisations) throw new Refusal('cases.for-persons');
}
