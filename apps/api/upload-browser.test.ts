import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { AssetId } from '#materials';
import { systemClock } from '#kernel';
import { seedDemo } from '#identity';
import { closeBrowser, withPage } from '#testing/browser';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { testLedger } from '../../modules/ledger/testing.ts';
import { demoSession } from '../../modules/identity/testing.ts';
import { pdfFile, temporaryStore } from '../../modules/materials/testing.ts';
import { buildApi, type ApiApp, type ApiPorts } from './index.ts';

const DRAFT = '2b0c8d1e-5a77-4f0e-9d0c-8f3f0e6f7a11';
const PAGE = `/drafts/${DRAFT}/files`;
const FORM = `<!doctype html><title>form</title><form method="post" action="/uploads" enctype="multipart/form-data">
  <input type="hidden" name="_draft" value="${DRAFT}"><input type="hidden" name="_next" value="${PAGE}">
  <input type="file" name="file-2" multiple><button>upload</button></form>`;
let database: TestDatabase;
let store: ReturnType<typeof temporaryStore>;
let api: ReturnType<typeof buildApi>;
let origin: string;
let token: string;
let folder: string;
const attached: AssetId[] = [];

const ports: ApiPorts = {
  mayAttach: async () => Promise.resolve(),
  attach: async (_world, _viewer, { asset }) => {
    attached.push(asset);
    return Promise.resolve();
  },
  mayReadFile: async () => Promise.resolve(false),
  workerAlive: async () => Promise.resolve(true),
};

before(async () => {
  database = await freshDatabase();
  store = temporaryStore();
  folder = mkdtempSync(join(tmpdir(), 'tongban-upload-'));
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const config = { demo: true, origin: 'https://tongban.example' };
  const app: ApiApp = { ...testWorld(database, systemClock), files: store.files, ledger: testLedger(), config, log };
  await seedDemo(app);
  token = await demoSession(app, 'zhang-wei');
  api = buildApi(app, ports);
  origin = (await api.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost');
});
after(async () => {
  await closeBrowser();
  await api.close();
  store.remove();
  rmSync(folder, { recursive: true });
  await database.close();
});

/** A file of so many megabytes that begins like a PDF; its zeros take no room on the disk. */
function filmOf(megabytes: number): string {
  const path = join(folder, `${megabytes}.pdf`);
  writeFileSync(path, pdfFile(100));
  truncateSync(path, megabytes * 1024 * 1024);
  return path;
}

/** Chooses a file in a form of this site and presses the button; where the browser ends up. */
async function uploadInBrowser(file: string | { name: string; bytes: Buffer }): Promise<string> {
  return withPage({ baseURL: origin, script: false }, async (tab) => {
    await tab
      .context()
      .addCookies([{ name: 'tb_session', value: token, url: origin, httpOnly: true, sameSite: 'Lax' }]);
    await tab.route(/\/(form|drafts\/.*)$/, async (route) => route.fulfill({ contentType: 'text/html', body: FORM }));
    await tab.goto('/form');
    const chosen = typeof file === 'string' ? file : { name: file.name, mimeType: 'image/png', buffer: file.bytes };
    await tab.setInputFiles('input[type=file]', chosen);
    await Promise.all([tab.waitForURL((url) => url.pathname !== '/form'), tab.click('button')]);
    return tab.url().slice(origin.length);
  });
}

test('a browser without script uploads a file and is back on its page', async () => {
  assert.equal(await uploadInBrowser({ name: '户口簿.png', bytes: pdfFile() }), `${PAGE}#material-2`);
  assert.equal(attached.length, 1);
});

test('a browser that is still sending a film of 300 MB shows why it is refused, not a broken line', async () => {
  const place = await uploadInBrowser(filmOf(300));
  assert.equal(place, `${PAGE}?problem=materials.too-large&at=2#material-2`);
});
