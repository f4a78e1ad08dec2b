import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { buildPages, type Workshop } from './build-pages.ts';

let root: string;
let built = 0;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tongban-workshop-'));
  built = 0;
  write('apps/web/src/routes/+page.svelte', '<h1>首页</h1>');
  write('locales/zh-CN/home.json', '{"home.title": "首页"}');
  write('package-lock.json', '{}');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const workshop = (): Workshop => ({
  root,
  build: async () => {
    built += 1;
    write('apps/web/build/index.js', '');
    return Promise.resolve();
  },
});

test('pages are built once, and not again while nothing has changed', async () => {
  assert.equal(await buildPages(workshop()), true);
  assert.equal(await buildPages(workshop()), false);
  assert.equal(built, 1);
});

test('a page, a sentence, a dependency or a module of the verifier that is new, changed or gone is built in', async () => {
  await buildPages(workshop());
  const changes: readonly (() => void)[] = [
    () => write('apps/web/src/routes/+page.svelte', '<h1>大厅</h1>'),
    () => write('apps/web/src/routes/open/+page.svelte', ''),
    () => rmSync(join(root, 'apps/web/src/routes/open/+page.svelte')),
    () => write('locales/zh-CN/home.json', '{}'),
    () => write('package-lock.json', '{"lockfileVersion": 3}'),
    () => write('modules/tlog/note.ts', ''),
    () => write('apps/web/vite.config.ts', ''),
  ];
  for (const change of changes) {
    change();
    assert.equal(await buildPages(workshop()), true, String(change));
    assert.equal(await buildPages(workshop()), false);
  }
});

test('what no page is made of is no reason to build', async () => {
  await buildPages(workshop());
  write('modules/queue/order.ts', '');
  write('docs/adr/0001.md', '');

  assert.equal(await buildPages(workshop()), false);
});

test('a build that failed is tried again, and one that was thrown away too', async () => {
  const fails: Workshop = { root, build: async () => Promise.reject(new Error('a typing error')) };
  await assert.rejects(buildPages(fails));
  assert.equal(await buildPages(workshop()), true);

  rmSync(join(root, 'apps/web/build'), { recursive: true });
  assert.equal(await buildPages(workshop()), true);
});

test('two who start at the same time build once', async () => {
  const done = await Promise.all([buildPages(workshop()), buildPages(workshop())]);

  assert.deepEqual(done.toSorted(), [false, true]);
  assert.equal(built, 1);
});
