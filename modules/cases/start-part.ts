import { randomUUID } from 'node:crypto';
import type { Tx, World } from '#kernel';
import type { ItemVersionId } from '#catalogue';
import { pinForm, type Answers, type FormDefinition } from '#forms';
import type { LeafIndex } from '#ledger';
import type { AssetId } from '#materials';
import { draftPlace, sealContent, type Provenance } from './content.ts';
import { insertDraft, type DraftId } from './draft-store.ts';
import type { Applicant } from './examine.ts';
import { addDraftFile } from './file-store.ts';
import { submitMany, type Filed } from './submit-many.ts';
import { caseByNo } from './standing.ts';

/** A service of a bundle with everything that it is told. */
export interface PartDraft {
  readonly applicant: Applicant;
  /** Index of the bundle's leaf. */
  readonly bundle: LeafIndex;
  readonly itemVersion: ItemVersionId;
  readonly form: FormDefinition;
  readonly answers: Answers;
  readonly provenance: Readonly<Record<string, Provenance>>;
  readonly files: readonly { readonly asset: AssetId; readonly material: number }[];
}

/** Writes the application to one service of a bundle: a draft that its applicant never sees, to be filed at once. */
export async function startPart(tx: Tx, world: World, part: PartDraft): Promise<DraftId> {
  const draft = randomUUID() as DraftId;
  const dataKey = Buffer.from(world.crypto.newDataKey());
  const { applicant, answers, provenance } = part;
  const content = { answers, provenance, done: part.form.layout.pages.map(({ id }) => id) };
  const savedAt = world.clock.now();
  await insertDraft(tx, {
    id: draft,
    person: applicant.person,
    ...(applicant.organisation === undefined ? {} : { organisation: applicant.organisation }),
    itemVersion: part.itemVersion,
    formVersion: await pinForm(tx, part.form),
    dataKey,
    content: sealContent(world.crypto, dataKey, { place: draftPlace(draft), content }),
    savedAt,
    bundleRef: part.bundle,
  });
  for (const file of part.files) await addDraftFile(tx, draft, { ...file, at: savedAt });
  return draft;
}

interface PartFiling {
  readonly applicant: Applicant;
  readonly draft: string;
  /** When its predecessors allowed it to begin: its time limit counts from here (行政许可法 32). */
  readonly receivedAt: Date;
}

/**
 * Files the services of a bundle that begin now, in one transaction, each exactly once, however often it is asked.
 * @returns the id of the case that each draft has become, and what keeps the first of the others from being filed.
 */
export async function submitParts(world: World, parts: readonly PartFiling[]): Promise<FiledParts> {
  const submissions = parts.map(({ applicant, draft, receivedAt }) => ({
    viewer: applicant,
    draft,
    key: `bundle-part-${draft.replaceAll('-', '')}`,
    declared: true,
    receivedAt,
  }));
  const outcomes = await submitMany(world, submissions);
  const cases = new Map<string, string>();
  const failures: Error[] = [];
  for (const [at, outcome] of outcomes.entries()) {
    const draft = parts[at]?.draft;
    if (outcome.status === 'rejected') failures.push(asError(outcome.reason));
    else if (draft !== undefined) cases.set(draft, await idOf(world, outcome.value));
  }
  return { cases, ...(failures.length > 0 && { failure: failures[0] }) };
}

export interface FiledParts {
  readonly cases: ReadonlyMap<string, string>;
  readonly failure?: Error;
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

async function idOf(world: World, { case: no }: Filed): Promise<string> {
  const id = await caseByNo(world, no);
  if (id === undefined) throw new Error(`The part ${no} was filed and is not there.`);
  return id;
}
