import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inTransaction, Refusal } from '#kernel';
import { freshDatabase, type TestDatabase } from '#testing/fresh-database';
import { digest } from './digest.ts';
import { ownForms } from './form-for.ts';
import { pinForm, pinnedForm, type FormVersionId } from './store.ts';
import { aField, aForm } from './testing.ts';

let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.close());

test('a pinned form comes back as it was, with the same digest', async () => {
  for (const form of [...ownForms().values(), aForm(aField({ hint: '𠮷😀' }))]) {
    const back = await pinnedForm(database.db, await pinForm(database.db, form));
    assert.deepEqual(back, form);
    assert.equal(digest(back), digest(form));
  }
});

test('the same form pinned by many at once is kept once, a changed one anew', async () => {
  const form = aForm(aField({ label: '同时' }));
  const pin = () => inTransaction(database.db, (tx) => pinForm(tx, form));
  const versions = await Promise.all(Array.from({ length: 12 }, pin));

  assert.equal(new Set(versions).size, 1);
  assert.notEqual(await pinForm(database.db, aForm(aField({ label: '改了' }))), versions[0]);
});

test('a form that is none is not kept, and one that is not there is not found', async () => {
  await assert.rejects(pinForm(database.db, aForm(aField({ kind: 'choice' }))));
  await assert.rejects(
    pinnedForm(database.db, '00000000-0000-4000-8000-000000000000' as FormVersionId),
    (error) => error instanceof Refusal && error.status === 404,
  );
});

test('nobody changes a form that was pinned, not even the owner of the database', async () => {
  await pinForm(database.db, aForm(aField()));
  await assert.rejects(database.db.deleteFrom('forms.form_version').execute(), /permission denied/);
  await assert.rejects(database.ownerPool.query(`update forms.form_version set form_id = 'x'`), /never changed/);
});
