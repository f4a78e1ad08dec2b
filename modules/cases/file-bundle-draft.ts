import { sql } from 'kysely';
import { InvalidInput, notFound, type Tx, type World } from '#kernel';
import { checkForm, type Answers, type FormDefinition } from '#forms';
import type { Resident } from '#identity';
import type { Follower } from '#ledger';
import type { AssetId } from '#materials';
import type { Provenance } from './content.ts';
import { lockDraft, toDraft, type DraftRow } from './draft-store.ts';
import { countByMaterial, draftFiles } from './file-store.ts';
import { onlyAsked } from './only-asked.ts';
import { openDraft } from './open-draft.ts';

/** The one form of a bundle, as it was filled in: what was asked, and the files for it. */
export interface FilledBundle {
  readonly form: FormDefinition;
  readonly answers: Answers;
  readonly provenance: Readonly<Record<string, Provenance>>;
  readonly files: readonly { readonly asset: AssetId; readonly material: number }[];
}

interface Request {
  readonly viewer: Resident;
  readonly draft: string;
  /** The declaration that everything is true (电子签名法 applies to what follows). */
  readonly declared: boolean;
}

/**
 * Locks the draft of a bundle and checks it as a whole.
 * @throws InvalidInput with every problem of the form; `declared` / cases.not-declared. Refusal kernel.not-found
 */
export async function examineBundleDraft(tx: Tx, world: World, request: Request): Promise<FilledBundle> {
  const draft = await lockDraft(tx, request.viewer, request.draft);
  if (draft?.bundle === undefined) throw notFound();
  if (!request.declared) throw new InvalidInput([{ field: 'declared', code: 'cases.not-declared' }]);
  const { form, content } = await openDraft(tx, world, draft);
  const files = await draftFiles(tx, draft.id);
  const problems = checkForm(form, content.answers, countByMaterial(files));
  if (problems.length > 0) throw new InvalidInput(problems);
  return filled(form, onlyAsked(form, { content, files }));
}

/** Follower: the draft of a bundle is filed and changes no more; it feeds the services until the last has begun. */
export function filingBundleDraft(draft: string, at: Date): Follower {
  return sql`update cases.draft set filed_at = ${at} where id = ${draft}`;
}

/** Nothing of a bundle is open any more: the copy of what was filed ends, the cases have theirs (个人信息保护法 19). */
export async function endBundleDraft(tx: Tx, draft: string): Promise<void> {
  await tx.deleteFrom('cases.draft_file').where('draft_id', '=', draft).execute();
  await tx
    .updateTable('cases.draft')
    .set({ content: Buffer.alloc(0) })
    .where('id', '=', draft)
    .execute();
}

/** What was filed with a bundle, for the services that begin later. */
export async function filedBundleDraft(tx: Tx, world: World, id: string): Promise<FilledBundle> {
  const row: DraftRow = await tx
    .selectFrom('cases.draft')
    .selectAll()
    .where('id', '=', id)
    .where('filed_at', 'is not', null)
    .executeTakeFirstOrThrow();
  const draft = toDraft(row);
  const { form, content } = await openDraft(tx, world, draft);
  return filled(form, onlyAsked(form, { content, files: await draftFiles(tx, id) }));
}

type Asked = ReturnType<typeof onlyAsked>;

function filled(form: FormDefinition, { content, files }: Asked): FilledBundle {
  const { answers, provenance } = content;
  return {
    form,
    answers,
    provenance,
    files: files.flatMap(({ asset, material }) => (material === undefined ? [] : [{ asset, material }])),
  };
}
