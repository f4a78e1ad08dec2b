import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { readdirSync } from 'node:fs';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { AttachTarget } from '#cases';
import { notFound, Refusal, systemClock, translator } from '#kernel';
import { seedDemo } from '#identity';
import type { AssetId } from '#materials';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { testLedger } from '../../modules/ledger/testing.ts';
import { demoSession } from '../../modules/identity/testing.ts';
import { jpegFile, pdfFile, pngFile, temporaryStore } from '../../modules/materials/testing.ts';
import { buildApi, type ApiApp, type ApiPorts } from './index.ts';
import { ask, FORM_TYPE, formBody, type Answer, type SentFile } from './testing.ts';

const DRAFT = randomUUID();
const PAGE = `/drafts/${DRAFT}/files`;
let database: TestDatabase;
let store: ReturnType<typeof temporaryStore>;
let api: ReturnType<typeof buildApi>;
let origin: string;
let token: string;
let clerk: string;
let most = 10;
let attached: { target: AttachTarget; asset: AssetId }[] = [];

const ports: ApiPorts = {
  mayAttach: async (_world, _viewer, target) => {
    if (!('draft' in target) || target.draft !== DRAFT) throw notFound();
    if (attached.length >= most) throw new Refusal('materials.too-many', { values: { max: most } });
    return Promise.resolve();
  },
  attach: async (_world, _viewer, file) => {
    attached.push(file);
    return Promise.resolve();
  },
  mayReadFile: async (_world, _viewer, asset) => Promise.resolve(attached.some((file) => file.asset === asset)),
  workerAlive: async () => Promise.resolve(true),
};

before(async () => {
  database = await freshDatabase();
  store = temporaryStore();
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const config = { demo: true, origin: 'https://tongban.example' };
  const app: ApiApp = { ...testWorld(database, systemClock), files: store.files, ledger: testLedger(), config, log };
  await seedDemo(app);
  [token, clerk] = [await demoSession(app, 'zhang-wei'), await demoSession(app, 'clerk-gaj')];
  api = buildApi(app, ports);
  origin = (await api.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost');
});
after(async () => {
  await api.close();
  store.remove();
  await database.close();
});
beforeEach(() => {
  attached = [];
  most = 10;
});

interface Sent {
  readonly fields?: Readonly<Record<string, string>>;
  readonly cookie?: string;
  readonly from?: string | undefined;
}

const toDraft = { _draft: DRAFT, _next: PAGE };

async function send(files: readonly SentFile[], sent: Sent = {}): Promise<Answer> {
  const { fields = toDraft, cookie = `tb_session=${token}` } = sent;
  const from = 'from' in sent ? sent.from : origin;
  const headers = { 'content-type': FORM_TYPE, cookie, ...(from === undefined ? {} : { origin: from }) };
  return ask(`${origin}/uploads`, { method: 'POST', headers, body: formBody(fields, files, { _upload: '2' }) });
}

const pdf = (filename = 'a.pdf', bytes: Uint8Array = pdfFile()) => ({ filename, bytes: [bytes] });
const problemPage = (code: string) => `${PAGE}?problem=${code}&at=2#material-2`;

function filesOnDisk(): number {
  const entries = readdirSync(store.directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
}

test('a file with a Chinese name is attached, and downloads as it was, to be saved and never shown', async () => {
  const { status, headers } = await send([pdf('户口簿 (首页).pdf')]);
  assert.deepEqual([status, headers.location], [303, `${PAGE}#material-2`]);
  const [file] = attached;
  assert.deepEqual(file?.target, { draft: DRAFT, material: 2 });

  const got = await ask(`${origin}/uploads/${file.asset}`, { headers: { cookie: `tb_session=${token}` } });
  assert.equal(got.status, 200);
  assert.deepEqual(got.body, pdfFile());
  const saved = `attachment; filename*=UTF-8''${encodeURIComponent('户口簿 ')}%28${encodeURIComponent('首页')}%29.pdf`;
  assert.equal(got.headers['content-disposition'], saved);
  assert.equal(got.headers['x-content-type-options'], 'nosniff');
  assert.equal(got.headers['cache-control'], 'no-store');
  assert.match(String(got.headers['content-security-policy']), /sandbox/);
});

test('a file cannot be asked for without being read', async () => {
  await send([pdf()]);
  const url = `${origin}/uploads/${attached[0]?.asset}`;
  const { status } = await ask(url, { method: 'HEAD', headers: { cookie: `tb_session=${token}` } });
  assert.equal(status, 404);
});

test('several files of one form are attached in their order', async () => {
  const { status } = await send([
    pdf(),
    { filename: 'b.png', bytes: [pngFile()] },
    { filename: 'c.jpg', bytes: [jpegFile()] },
  ]);
  assert.equal(status, 303);
  assert.equal(attached.length, 3);
});

test('each reason not to take a file goes back to the page, and is a sentence there', async () => {
  const t = translator('zh-CN');
  const cases: [string, readonly SentFile[]][] = [
    ['materials.unsupported-type', [pdf('a.docx', Buffer.from('PK\u0003\u0004 and so on'))]],
    ['materials.broken', [pdf('a.pdf', pdfFile(5_000).subarray(0, -10))]],
    ['materials.empty', [pdf('a.pdf', Buffer.alloc(0))]],
    ['materials.no-file', [pdf('', Buffer.alloc(0))]],
    ['materials.no-file', []],
  ];
  for (const [code, files] of cases) {
    const { status, headers } = await send(files);
    assert.deepEqual([status, headers.location], [303, problemPage(code)]);
    assert.notEqual(t(code), code);
  }
  assert.deepEqual(attached, []);
});

test('one file too many is refused, and those before it stay', async () => {
  most = 1;
  const { headers } = await send([pdf(), pdf(), pdf()]);
  assert.equal(headers.location, problemPage('materials.too-many'));
  assert.equal(attached.length, 1);
});

test('who uploads without end is stopped for an hour', async () => {
  const limit = async (value: number) =>
    database.ownerPool.query(
      `insert into kernel.setting (name, value) values ('upload.filesPerHour', $1)
       on conflict (name) do update set value = excluded.value`,
      [value],
    );
  await limit(0);
  const { headers } = await send([pdf()]);
  await limit(200);
  assert.equal(headers.location, problemPage('materials.too-often'));
  assert.deepEqual(attached, []);
});

test('400 MB are refused without being held in memory, and the sender sees why', async () => {
  const piece = Buffer.alloc(1024 * 1024, 'x');
  function* endless(): Generator<Uint8Array> {
    yield pdfFile(100);
    for (let sent = 0; sent < 400; sent += 1) yield piece;
  }
  const [files, before] = [filesOnDisk(), process.memoryUsage.rss()];
  const { status, headers } = await send([{ filename: 'film.pdf', bytes: endless() }]);

  assert.deepEqual([status, headers.location], [303, problemPage('materials.too-large')]);
  // This process sends the 400 MB as well as receiving them, and what a socket held is garbage for a while.
  const grown = (process.memoryUsage.rss() - before) / 1024 / 1024;
  assert(grown < 250, `Memory grew by ${Math.round(grown)} MB.`);
  assert.equal(filesOnDisk(), files);
});

test('a post from nowhere or from another site is refused before anything is read', async () => {
  for (const from of [undefined, 'null', 'https://elsewhere.example', 'http://localhost']) {
    const { status, headers } = await send([pdf()], { from });
    assert.equal(status, 403);
    assert.match(headers['content-type'] ?? '', /^application\/problem\+json/);
  }
  assert.deepEqual(attached, []);
});

test('without a session the way leads to signing in and back', async () => {
  const { status, headers } = await send([pdf('a.pdf', pdfFile(300_000))], { cookie: '' });
  assert.deepEqual([status, headers.location], [303, `/sign-in?next=${encodeURIComponent(`${PAGE}#material-2`)}`]);
});

test("another's draft, one that does not exist, and an officer who tries look the same", async () => {
  const other = { ...toDraft, _draft: randomUUID() };
  const answers = [
    await send([pdf()], { fields: other }),
    await send([pdf()], { fields: { ...toDraft, _draft: "'; --" } }),
    await send([pdf()], { cookie: `tb_session=${clerk}` }),
    await ask(`${origin}/uploads/${randomUUID()}`, { headers: { cookie: `tb_session=${token}` } }),
    await ask(`${origin}/uploads/..%2f..%2fetc`, { headers: { cookie: `tb_session=${token}` } }),
  ];
  for (const { status, body } of answers) {
    assert.equal(status, 404);
    assert.match(body.toString(), /"code":"kernel.not-found"/);
  }
});

test('the next page is always one of this site', async () => {
  for (const next of [
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'javascript:alert(1)',
  ]) {
    const { headers } = await send([pdf()], { fields: { ...toDraft, _next: next } });
    assert.equal(headers.location, '/#material-2');
  }
});

test('a form that is none is refused', async () => {
  const headers = { 'content-type': 'application/json', cookie: `tb_session=${token}`, origin };
  const body = formBody({}, []);
  assert.equal((await ask(`${origin}/uploads`, { method: 'POST', headers, body })).status, 415);
  const { headers: answered } = await send([pdf()], { fields: { _next: PAGE } });
  assert.equal(answered.location, `${PAGE}?problem=materials.not-a-form&at=2#material-2`);
});

test('a line that breaks in the middle of a file leaves nothing', async () => {
  const files = filesOnDisk();
  const headers = { 'content-type': FORM_TYPE, cookie: `tb_session=${token}`, origin };
  const asking = httpRequest(`${origin}/uploads`, { method: 'POST', headers, agent: false }).on(
    'error',
    () => undefined,
  );
  let sent = 0;
  for await (const piece of formBody(toDraft, [pdf('a.pdf', pdfFile(300_000))])) {
    asking.write(piece);
    if ((sent += piece.length) > 200_000) break;
  }
  await wait(200);
  asking.destroy();

  await wait(300);
  assert.equal(filesOnDisk(), files);
  assert.deepEqual(attached, []);
});
