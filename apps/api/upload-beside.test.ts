import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { AttachTarget } from '#cases';
import { systemClock } from '#kernel';
import { endSession, keptInput, readSession, seedDemo } from '#identity';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { testLedger } from '../../modules/ledger/testing.ts';
import { demoSession } from '../../modules/identity/testing.ts';
import { pdfFile, temporaryStore } from '../../modules/materials/testing.ts';
import { buildApi, type ApiApp, type ApiPorts } from './index.ts';
import { ask, FORM_TYPE, formBody, type SentFile } from './testing.ts';

const PAGE = '/cases/LJ261122000001K';
const MEGABYTE = 1024 * 1024;
const targets: AttachTarget[] = [];
let database: TestDatabase;
let store: ReturnType<typeof temporaryStore>;
let app: ApiApp;
let api: ReturnType<typeof buildApi>;
let origin: string;

const ports: ApiPorts = {
  mayAttach: async () => Promise.resolve(),
  attach: async (_world, _viewer, { target }) => {
    targets.push(target);
    return Promise.resolve();
  },
  mayReadFile: async () => Promise.resolve(false),
  workerAlive: async () => Promise.resolve(true),
};

before(async () => {
  database = await freshDatabase();
  store = temporaryStore();
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const config = { demo: true, origin: 'https://tongban.example' };
  app = { ...testWorld(database, systemClock), files: store.files, ledger: testLedger(), config, log };
  await seedDemo(app);
  api = buildApi(app, ports);
  origin = (await api.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost');
});
after(async () => {
  await api.close();
  store.remove();
  await database.close();
});

/** Uploads with a box ticked above the files and a note below them. @returns where the page is */
async function upload(token: string, files: readonly SentFile[], note: string): Promise<string> {
  const fields = { _case: 'LJ261122000001K', _next: PAGE, box: 'ticked' };
  const headers = { 'content-type': FORM_TYPE, cookie: `tb_session=${token}`, origin };
  const body = formBody(fields, files, { note, _upload: '2', key: 'k' });
  return String((await ask(`${origin}/uploads`, { method: 'POST', headers, body })).headers.location);
}

/** What the page shows again to whoever has this session. */
async function typed(token: string): Promise<unknown> {
  const viewer = await readSession(app, token);
  return viewer.kind === 'visitor' ? undefined : (await keptInput(app, viewer.session, PAGE))?.fields;
}

const pdf = (field: string): SentFile => ({ field, filename: 'a.pdf', bytes: [pdfFile()] });
const nothing = (field: string): SentFile => ({ field, filename: '', bytes: [] });

test('what was typed beside the files is on the page again after the upload, wherever it stood', async () => {
  const token = await demoSession(app, 'zhang-wei');

  assert.equal(await upload(token, [nothing('file-1'), pdf('file-2')], '从业三年'), `${PAGE}#item-2`);

  assert.deepEqual(await typed(token), { box: 'ticked', note: '从业三年' });
  assert.deepEqual(targets, [{ case: 'LJ261122000001K', item: 2 }]);
});

test('a file that is refused loses nothing of it, nor do the files behind it', async () => {
  const token = await demoSession(app, 'zhang-wei');
  const film = { filename: 'film.pdf', bytes: [pdfFile(100), ...Array<Buffer>(60).fill(Buffer.alloc(MEGABYTE))] };
  targets.length = 0;

  const place = await upload(
    token,
    [{ ...film, field: 'file-1' }, pdf('file-2'), { ...film, field: 'file-3' }],
    '太大',
  );

  assert.equal(place, `${PAGE}?problem=materials.too-large&at=1#item-1`);
  assert.deepEqual(await typed(token), { box: 'ticked', note: '太大' });
  assert.deepEqual(targets, []);
});

test('whose session is over finds it after signing in, and nobody else does', async () => {
  const over = await demoSession(app, 'he-xiuying');
  await endSession(app, over);

  assert.match(await upload(over, [pdf('file-2')], '登录过期'), /^\/sign-in\?next=/);

  assert.deepEqual(await typed(await demoSession(app, 'he-xiuying')), { box: 'ticked', note: '登录过期' });
  assert.equal(await typed(await demoSession(app, 'yang-amei')), undefined);
});
