import { notFound, Recent, type Brand, type Db, type Tx } from '#kernel';
import { FormDefinition } from './definition.ts';
import { digest } from './digest.ts';

/** A form as it was at one time; drafts and cases keep pointing at it. */
export type FormVersionId = Brand<string, 'FormVersionId'>;

/**
 * Keeps a form for ever, once: the same form has the same version, whoever pins it and however often.
 * @throws ZodError if it is no valid form.
 */
export async function pinForm(tx: Tx | Db, form: FormDefinition): Promise<FormVersionId> {
  const kept = FormDefinition.parse(form);
  const key = digest(kept);
  const known = await versionOf(tx, key);
  if (known !== undefined) return known;
  await tx
    .insertInto('forms.form_version')
    .values({ digest: key, form_id: form.id, definition: JSON.stringify(kept) })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .execute();
  const pinned = await versionOf(tx, key);
  if (pinned === undefined) throw new Error(`Form ${form.id} was not kept.`);
  return pinned;
}

/** Versions never change, and parsing one takes up to a millisecond: too much for each submission. */
const parsed = new Recent<FormVersionId, FormDefinition>(500);

/**
 * A form as it was pinned.
 * @throws Refusal kernel.not-found
 */
export async function pinnedForm(db: Db | Tx, version: FormVersionId): Promise<FormDefinition> {
  const recent = parsed.get(version);
  if (recent !== undefined) return recent;
  const row = await db
    .selectFrom('forms.form_version')
    .select('definition')
    .where('id', '=', version)
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  const form = FormDefinition.parse(row.definition);
  parsed.set(version, form);
  return form;
}

async function versionOf(db: Db | Tx, key: string): Promise<FormVersionId | undefined> {
  const row = await db.selectFrom('forms.form_version').select('id').where('digest', '=', key).executeTakeFirst();
  return row && (row.id as FormVersionId);
}
