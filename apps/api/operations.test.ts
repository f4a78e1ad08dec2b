import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemClock } from '#kernel';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { testLedger } from '../../modules/ledger/testing.ts';
import { temporaryStore } from '../../modules/materials/testing.ts';
import { buildApi, isApiPath, type ApiApp, type ApiPorts } from './index.ts';
import { ask } from './testing.ts';

let database: TestDatabase;
let store: ReturnType<typeof temporaryStore>;
let api: ReturnType<typeof buildApi>;
let origin: string;
let working = true;
let lines: string[] = [];

const ports: ApiPorts = {
  mayAttach: async () => Promise.resolve(),
  attach: async () => Promise.resolve(),
  mayReadFile: async () => Promise.resolve(false),
  workerAlive: async () => Promise.resolve(working),
  metricsToken: 'a-token-of-the-test',
};

before(async () => {
  database = await freshDatabase();
  store = temporaryStore();
  const write = (details: object, message: string) => lines.push(JSON.stringify({ message, ...details }));
  const log = { info: write, warn: write, error: write };
  const config = { demo: false, origin: 'https://tongban.example' };
  const app: ApiApp = { ...testWorld(database, systemClock), files: store.files, ledger: testLedger(), config, log };
  api = buildApi(app, ports);
  origin = await api.listen({ port: 0, host: '127.0.0.1' });
});
after(async () => {
  await api.close();
  store.remove();
  await database.close();
});

test('a process that answers is healthy, and ready while database, migrations and worker are there', async () => {
  assert.deepEqual(JSON.parse((await ask(`${origin}/healthz`)).body.toString()), { status: 'ok' });
  const ready = await ask(`${origin}/readyz`);
  assert.equal(ready.status, 200, ready.body.toString());

  working = false;
  const { status, body } = await ask(`${origin}/readyz`);
  working = true;
  assert.equal(status, 503);
  assert.deepEqual(JSON.parse(body.toString()), {
    status: 'not-ready',
    checks: { database: 'ok', migrations: 'ok', worker: 'failed' },
  });
});

test('a database that is behind this program is not ready', async () => {
  await database.ownerPool.query("update public.migration set name = '0000_old.sql' where name = '0040_materials.sql'");
  const { status, body } = await ask(`${origin}/readyz`);
  await database.ownerPool.query("update public.migration set name = '0040_materials.sql' where name = '0000_old.sql'");
  assert.equal(status, 503);
  assert.match(body.toString(), /"migrations":"failed"/);
});

test('figures are for this machine, or for whoever has the token', async () => {
  const local = await ask(`${origin}/metrics`);
  assert.equal(local.status, 200);
  assert.match(
    local.body.toString(),
    /http_request_duration_seconds_count\{method="GET",route="\/healthz",status="200"\}/,
  );

  const proxied = { 'x-forwarded-for': '203.0.113.9' };
  assert.equal((await ask(`${origin}/metrics`, { headers: proxied })).status, 404);
  const wrong = { ...proxied, authorization: 'Bearer a-token-of-the-tess' };
  assert.equal((await ask(`${origin}/metrics`, { headers: wrong })).status, 404);
  const right = { ...proxied, authorization: 'Bearer a-token-of-the-test' };
  assert.equal((await ask(`${origin}/metrics`, { headers: right })).status, 200);
});

test('what does not exist is a problem with a code, a sentence and the id of the request', async () => {
  const { status, headers, body } = await ask(`${origin}/api/nothing?name=secret`, {
    headers: { 'x-request-id': 'proxy-0123456789' },
  });
  assert.equal(status, 404);
  assert.match(headers['content-type'] ?? '', /^application\/problem\+json/);
  assert.equal(headers['x-request-id'], 'proxy-0123456789');
  assert.deepEqual(JSON.parse(body.toString()), {
    type: 'urn:tongban:problem:kernel.not-found',
    title: '没有找到这个页面。',
    status: 404,
    code: 'kernel.not-found',
    instance: 'urn:tongban:request:proxy-0123456789',
  });
});

test('an id that could forge a line of the log is replaced', async () => {
  const { headers } = await ask(`${origin}/healthz`, { headers: { 'x-request-id': 'a b"c' } });
  assert.match(String(headers['x-request-id']), /^[0-9a-f-]{36}$/);
});

test('everything carries the headers that keep it from being run, framed or cached', async () => {
  for (const path of ['/healthz', '/api/nothing', '/uploads/x']) {
    const { headers } = await ask(`${origin}${path}`);
    assert.match(String(headers['content-security-policy']), /default-src 'none'/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['cache-control'], 'no-store');
    assert.match(String(headers['strict-transport-security']), /max-age=31536000/);
    assert.equal(headers['x-powered-by'], undefined);
  }
});

test('the log has a line for each request, without its path, query or address', async () => {
  lines = [];
  await ask(`${origin}/uploads/LJ261122000001K?code=ABCD2345`);
  await ask(`${origin}/healthz`);

  assert.equal(lines.length, 2);
  assert.match(lines[0] ?? '', /"route":"\/uploads\/:asset","status":404/);
  assert.doesNotMatch(lines.join(), /LJ261122000001K|ABCD2345|127\.0\.0\.1/);
});

test('only paths of the API are dispatched to it', () => {
  for (const path of ['/api/x', '/uploads', '/uploads/1', '/healthz', '/ledger/checkpoint']) assert(isApiPath(path));
  for (const path of ['/', '/apis', '/uploadsx', '/cases/api', '/healthzz']) assert(!isApiPath(path));
});
