import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Readable } from 'node:stream';
import { openReceipt } from '#audit';
import { systemClock } from '#kernel';
import { encodeUtf8, leafHash } from '#tlog';
import { readLeaves } from '#ledger';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { aKey, filledDraft, resident, seedCity } from '../../modules/cases/testing.ts';
import { demoSession } from '../../modules/identity/testing.ts';
import { testLedger } from '../../modules/ledger/testing.ts';
import { temporaryStore } from '../../modules/materials/testing.ts';
import { buildApi, type ApiApp } from './index.ts';
import { ask, type Answer } from './testing.ts';

const ledger = testLedger();
let database: TestDatabase;
let store: ReturnType<typeof temporaryStore>;
let api: ReturnType<typeof buildApi>;
let app: ApiApp;
let origin: string;

before(async () => {
  database = await freshDatabase();
  store = temporaryStore();
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const config = { demo: true, origin: 'https://tongban.example' };
  app = { ...testWorld(database, systemClock), files: store.files, ledger, config, log };
  await seedCity(app);
  api = buildApi(app, {
    mayAttach: async () => Promise.resolve(),
    attach: async () => Promise.resolve(),
    mayReadFile: async () => Promise.resolve(false),
    workerAlive: async () => Promise.resolve(true),
  });
  origin = (await api.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost');
});
after(async () => {
  await api.close();
  store.remove();
  await database.close();
});

async function file(body: object, over: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const cookie = `tb_session=${await demoSession(app, 'zhang-wei')}`;
  return ask(`${origin}/api/cases`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, cookie, ...over },
    body: Readable.from([Buffer.from(JSON.stringify(body))]),
  });
}

test('a program files an application and holds the signed promise of its place', async () => {
  const draft = await filledDraft(app, await resident(app, 'zhang-wei'));
  const input = { draft, key: aKey(), declared: true };
  const answer = await file(input);
  assert.equal(answer.status, 201);
  const { case: no, index, receipt } = JSON.parse(answer.body.toString()) as Record<string, unknown>;
  assert.equal(answer.headers.location, `/cases/${String(no)}`);

  const keys = ledger.receiptSigners.map(({ key }) => key);
  const promise = openReceipt(encodeUtf8(String(receipt)), keys);
  const [leaf] = await readLeaves(app.db, BigInt(Number(index)), 1);
  assert.equal(promise.index, leaf?.index);
  assert.deepEqual(promise.leafHash, leafHash(leaf?.bytes ?? new Uint8Array()));
  assert.deepEqual((await file(input)).body, answer.body);
});

test('what cannot be filed is a problem with a code', async () => {
  const draft = await filledDraft(app, await resident(app, 'he-xiuying'));
  const input = { draft, key: aKey(), declared: true };
  const codeOf = async (asked: Promise<Answer>) => {
    const { status, body } = await asked;
    return `${status} ${String((JSON.parse(body.toString()) as { code: unknown }).code)}`;
  };
  assert.equal(await codeOf(file(input)), '404 kernel.not-found');
  assert.equal(await codeOf(file({ ...input, key: 'short' })), '422 api.invalid-input');
  assert.equal(await codeOf(file({})), '422 api.invalid-input');
  assert.equal(await codeOf(file(input, { cookie: '' })), '401 identity.sign-in-needed');
  assert.equal(await codeOf(file(input, { origin: 'https://elsewhere.example' })), '403 api.foreign-origin');
  assert.equal(await codeOf(file({ ...input, more: 'x'.repeat(2000) })), '413 api.bad-request');
});
