import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { build } from 'vite';
import { verifierOnly } from './modules-outside.ts';

const repository = resolve(import.meta.dirname, '../..');
const directory = mkdtempSync(join(tmpdir(), 'tongban-bundle-'));
after(() => rmSync(directory, { recursive: true, force: true }));

/** Bundles a script as it would be for a page. */
async function bundle(source: string): Promise<string> {
  const entry = join(directory, 'start.ts');
  writeFileSync(entry, source);
  await build({
    configFile: false,
    root: directory,
    logLevel: 'silent',
    plugins: [verifierOnly(repository)],
    build: { lib: { entry, formats: ['es'], fileName: () => 'bundle.js' }, outDir: join(directory, 'out') },
  });
  return readFileSync(join(directory, 'out/bundle.js'), 'utf8');
}

test('a script in a page may have the verifier, whole and with nothing else', async () => {
  const bundled = await bundle(`import { verifyFile } from '#audit'; export { verifyFile };`);
  assert.match(bundled, /tongban\/receipt\/v1/);
  assert.doesNotMatch(bundled, /from ?['"]/);
});

test('a script in a page that reaches for the server is not built', async () => {
  await assert.rejects(bundle(`import { inTransaction } from '#kernel'; export { inTransaction };`), /#kernel belongs/);
});
