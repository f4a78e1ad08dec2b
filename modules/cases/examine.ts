import { InvalidInput, notFound, Recent, Refusal, type Db, type Tx, type World } from '#kernel';
import { itemByVersion, type ItemVersionId, type ServiceItem } from '#catalogue';
import { checkForm } from '#forms';
import type { Resident } from '#identity';
import type { Content } from './content.ts';
import type { DraftRecord } from './draft-store.ts';
import { countByMaterial, type FileRef } from './file-store.ts';
import { onlyAsked } from './only-asked.ts';
import { openDraft } from './open-draft.ts';
import { stillRegistered } from './still-registered.ts';

/** Whoever files: in person, or for the organisation they act for. */
export type Applicant = Pick<Resident, 'person' | 'organisation'>;

/** A request to file a draft, as it came in. */
export interface Submission {
  readonly viewer: Applicant;
  readonly draft: string;
  readonly key: string;
  /** The declaration that everything is true (电子签名法 applies to what follows). */
  readonly declared: boolean;
  /** The server's clock when the request came in. */
  readonly receivedAt: Date;
}

/** What is filed, checked: nothing but numbers is missing. */
export interface Checked {
  readonly submission: Submission;
  readonly draft: DraftRecord;
  readonly item: ServiceItem;
  readonly content: Content;
  readonly files: readonly FileRef[];
}

interface Found {
  readonly submission: Submission;
  /** Locked; undefined where the one who asks has no such draft. */
  readonly draft: DraftRecord | undefined;
  readonly files: readonly FileRef[];
}

/**
 * Checks a request to file a locked draft that is no case yet.
 * @throws InvalidInput with every problem of the form; `declared` / cases.not-declared. Refusal kernel.not-found
 */
export async function examine(tx: Tx, world: World, { submission, draft, files }: Found): Promise<Checked> {
  // A bundle is filed as a whole: its form is no form of a service.
  if (draft === undefined || draft.bundle !== undefined) throw notFound();
  if (!submission.declared) throw new InvalidInput([{ field: 'declared', code: 'cases.not-declared' }]);
  const { form, content } = await openDraft(tx, world, draft);
  const problems = checkForm(form, content.answers, countByMaterial(files));
  if (problems.length > 0) throw new InvalidInput(problems);
  const item = await knownItem(tx, world.db, draft.itemVersion);
  const filed = onlyAsked(form, { content, files });
  const about = { version: draft.itemVersion, viewer: submission.viewer, form, content: filed.content };
  return { submission, draft, item, files: filed.files, content: await stillRegistered(tx, world, about) };
}

/** Versions never change, and an item with all its elements is too much to fetch for each submission. */
const known = new WeakMap<Db, Recent<ItemVersionId, ServiceItem>>();

async function knownItem(tx: Tx, db: Db, version: ItemVersionId): Promise<ServiceItem> {
  const items = known.get(db) ?? new Recent<ItemVersionId, ServiceItem>(500);
  known.set(db, items);
  const item = items.get(version) ?? (await itemByVersion(tx, version));
  items.set(version, item);
  return item;
}

/** Nobody can take what no pool holds. */
export function noPool(): Refusal {
  return new Refusal('cases.no-pool', { status: 503 });
}
