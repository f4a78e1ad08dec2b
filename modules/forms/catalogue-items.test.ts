import assert from 'node:assert/strict';
import { createReadStream, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { importItems, itemById, seedSample, type ItemId, type ServiceItem } from '#catalogue';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { checkForm } from './check-form.ts';
import { FormDefinition } from './definition.ts';
import { formFor, ownForms } from './form-for.ts';
import { allFiles, fillIn, goodInput } from './testing.ts';

const REAL = new URL('../../db/seeds/guangdong-items.jsonl', import.meta.url);
const SAMPLE = new URL('../../db/seeds/lijiang-items.json', import.meta.url);
const sampleIds = z
  .object({ items: z.array(z.object({ id: z.string() })) })
  .parse(JSON.parse(readFileSync(SAMPLE, 'utf8')))
  .items.map(({ id }) => id);

let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
  await seedSample(testWorld(database));
});
after(() => database.close());

test('every service of the sample city can be applied for: its form can be filled in and filed', async () => {
  assert.equal(sampleIds.length, 97);
  for (const id of sampleIds) assert.deepEqual(leftOver(await itemOf(id)), [], id);
});

test('every real item that is imported can be applied for at once: its form can be filled in and filed', async () => {
  const imported: string[] = [];
  const file = { name: 'guangdong-items.jsonl', chunks: createReadStream(REAL) };
  await importItems(testWorld(database), file, ({ item, outcome }) => {
    if (outcome === 'imported' && item !== undefined) imported.push(item);
  });

  assert.ok(imported.length > 2_000, String(imported.length));
  for (const id of imported) assert.deepEqual(leftOver(await itemOf(id)), [], id);
});

test('an own form asks for the materials of its item, as the item has them', async () => {
  for (const [id, form] of ownForms()) {
    const { name, materials } = (await itemOf(id)).elements;
    const files = form.layout.pages.flatMap(({ fields }) => fields).filter(({ kind }) => kind === 'file');

    assert.equal(form.title, name);
    assert.deepEqual(
      files
        .map(({ material, label, need, replacedBy }) => ({ no: material, name: label, need, replacedBy }))
        .toSorted((a, b) => Number(a.no) - Number(b.no)),
      materials
        .filter(({ systemGenerated }) => systemGenerated !== true)
        .map(({ no, name: material, need, replacedBy }) => ({ no, name: material, need, replacedBy })),
    );
  }
});

async function itemOf(id: string): Promise<ServiceItem> {
  const item = await itemById(database.db, id as ItemId);
  assert.ok(item, id);
  return item;
}

/** What still keeps an application from being filed after a careful person has filled in the form. */
function leftOver(item: ServiceItem): readonly string[] {
  const form = formFor(item);
  FormDefinition.parse(form);
  const [input = {}] = fc.sample(goodInput(form), { numRuns: 1, seed: 5307 });
  const { answers, problems } = fillIn(form, input);
  return [...problems, ...checkForm(form, answers, allFiles(form)).map(({ field, code }) => `${field}: ${code}`)];
}
