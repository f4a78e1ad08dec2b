import { randomUUID } from 'node:crypto';
import type { Reading, Tx, World } from '#kernel';
import type { ItemVersionId } from '#catalogue';
import { pinForm, prefill, type Answers, type FormDefinition, type PrefillProfile } from '#forms';
import { organisationProfile, personProfile, type Resident } from '#identity';
import { draftPlace, sealContent } from './content.ts';
import { insertDraft, type DraftId } from './draft-store.ts';

interface BundleStart {
  readonly bundle: string;
  /** The one form of all its services. */
  readonly form: FormDefinition;
  /** Of the first service that applies. */
  readonly itemVersion: ItemVersionId;
  /** What the questions of the bundle have answered already. */
  readonly known: Answers;
}

/**
 * Begins the one form of a bundle: a draft like any other, filled in with what identity knows (716号令 7), so that pages,
 * uploads and the check are those of every application. Its services come out of it when it is filed.
 */
export async function startBundleDraft(
  tx: Tx,
  world: World,
  start: BundleStart & { viewer: Resident },
): Promise<DraftId> {
  const { viewer, form, known } = start;
  const filled = prefill(form, await profileFor({ db: tx, crypto: world.crypto }, viewer));
  const draft = randomUUID() as DraftId;
  const dataKey = Buffer.from(world.crypto.newDataKey());
  const content = { answers: { ...filled.answers, ...known }, provenance: filled.provenance, done: [] };
  await insertDraft(tx, {
    id: draft,
    person: viewer.person,
    ...(viewer.organisation === undefined ? {} : { organisation: viewer.organisation }),
    itemVersion: start.itemVersion,
    formVersion: await pinForm(tx, form),
    dataKey,
    content: sealContent(world.crypto, dataKey, { place: draftPlace(draft), content }),
    savedAt: world.clock.now(),
    bundle: start.bundle,
  });
  return draft;
}

/** What the registers know of somebody, and of the organisation that they act for. */
export async function profileFor(
  world: Reading,
  viewer: Pick<Resident, 'person' | 'organisation'>,
): Promise<PrefillProfile> {
  const person = await personProfile(world, viewer.person);
  if (viewer.organisation === undefined) return { person };
  return { person, organisation: await organisationProfile(world, viewer.organisation) };
}
