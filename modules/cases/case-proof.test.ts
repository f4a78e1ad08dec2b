import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import type { World } from '#kernel';
import { openReceipt } from '#audit';
import { commitmentOf, Publisher } from '#ledger';
import { decodeUtf8, encodeUtf8, leafHash, parseProof, verifyProof } from '#tlog';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { caseProof, caseReceipt } from '#cases';
import { testLedger } from '../ledger/testing.ts';
import { filedCase, resident, seedCity } from './testing.ts';

const ledger = testLedger();
let database: TestDatabase;
let world: World & { ledger: typeof ledger };
before(async () => {
  database = await freshDatabase();
  world = { ...testWorld(database), ledger };
  await seedCity(world);
});
after(async () => database.close());

const Opening = z.object({ salt: z.string(), fields: z.record(z.string(), z.unknown()) });
const Extra = z.object({ leaf: z.string(), openings: z.record(z.string(), Opening) });

test('an application is promised its place at once, and proved in it once the log is published', async () => {
  const zhang = await resident(world, 'zhang-wei');
  const no = await filedCase(world, zhang);
  const receipt = await caseReceipt(world, zhang, no);
  const promise = openReceipt(
    encodeUtf8(receipt.note),
    ledger.receiptSigners.map(({ key }) => key),
  );
  assert.equal(promise.index, receipt.index);
  assert.equal(receipt.step, 'promised');
  assert.equal(await caseProof(world, zhang, no), undefined);

  await new Publisher(world, ledger).publish();

  const proof = await caseProof(world, zhang, no);
  assert(proof);
  verifyProof(parseProof(encodeUtf8(proof.file)), proof.leaf, ledger.policy);
  assert.deepEqual(leafHash(proof.leaf), promise.leafHash);
  assert.equal((await caseReceipt(world, zhang, no)).step, 'published');
});

test('the proof opens what the leaf commits to, and the leaf alone names nobody', async () => {
  const zhang = await resident(world, 'zhang-wei');
  const no = await filedCase(world, zhang);
  await new Publisher(world, ledger).publish();
  const proof = await caseProof(world, zhang, no);
  assert(proof);
  const { extra } = parseProof(encodeUtf8(proof.file));
  const { leaf, openings } = Extra.parse(JSON.parse(decodeUtf8(extra ?? encodeUtf8(''))));
  const committed = z.looseObject({}).parse(JSON.parse(leaf));
  for (const [name, opening] of Object.entries(openings)) assert.equal(commitmentOf(opening), committed[name]);
  assert.deepEqual(Object.keys(openings).toSorted(), ['applicant', 'attachments', 'content']);
  assert.ok(!leaf.includes(zhang.person));
});

test("nobody gets another's receipt or proof", async () => {
  const no = await filedCase(world, await resident(world, 'zhang-wei'));
  const he = await resident(world, 'he-xiuying');
  await assert.rejects(caseReceipt(world, he, no), { code: 'kernel.not-found' });
  await assert.rejects(caseProof(world, he, no), { code: 'kernel.not-found' });
});
