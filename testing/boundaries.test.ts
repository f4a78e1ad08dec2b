import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';

const root = join(import.meta.dirname, '..');
let house: string;

/** A house of two rooms in order, built by the same rules as this one. */
before(() => {
  house = mkdtempSync(join(tmpdir(), 'tongban-house-'));
  cpSync(join(root, '.dependency-cruiser.cjs'), join(house, '.dependency-cruiser.cjs'));
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
  put('tsconfig.json', '{ "compilerOptions": { "module": "nodenext", "allowImportingTsExtensions": true } }');
  put('package.json', '{ "type": "module", "imports": { "#queue": "./modules/queue/index.ts" } }');
  put('modules/kernel/index.ts', `export { a } from './a.ts';`);
  put('modules/kernel/a.ts', `export const a = 1;`);
  put('modules/queue/index.ts', `export { b } from './b.ts';`);
  put('modules/queue/b.ts', `import { a } from '../kernel/index.ts';\nexport const b = a;`);
});
after(() => rmSync(house, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(house, path)), { recursive: true });
  writeFileSync(join(house, path), `${text}\n`);
}

function inspect(): string {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const { stdout, stderr } = spawnSync(process.execPath, [program, '--config', '.dependency-cruiser.cjs', 'modules'], {
    cwd: house,
    encoding: 'utf8',
  });
  return stdout + stderr;
}

/** Plants one file, looks, and takes it out again. */
function planted(path: string, text: string): string {
  put(path, text);
  const found = inspect();
  rmSync(join(house, path));
  return found;
}

test('a house in order has nothing to complain of', () => {
  assert.match(inspect(), /no dependency violations found/);
});

test('a module that imports to its right is caught', () => {
  const found = planted('modules/kernel/c.ts', `import { b } from '#queue';\nexport const c = b;`);
  assert.match(found, /kernel-imports-only-to-its-left/);
});

test('a way around a front door is caught', () => {
  const found = planted('modules/queue/c.ts', `import { a } from '../kernel/a.ts';\nexport const c = a;`);
  assert.match(found, /front-doors-only/);
});

test('a circle is caught', () => {
  put('modules/kernel/one.ts', `import { two } from './two.ts';\nexport const one = () => two;`);
  const found = planted('modules/kernel/two.ts', `import { one } from './one.ts';\nexport const two = () => one;`);
  rmSync(join(house, 'modules/kernel/one.ts'));
  assert.match(found, /no-cycles/);
});

test('a web framework inside a module is caught', () => {
  const found = planted('modules/queue/web.ts', `import fastify from 'fastify';\nexport const web = fastify;`);
  assert.match(found, /no-framework-in-modules/);
});

test('a module that is in no order is caught', () => {
  put('modules/surprise/index.ts', `export const s = 1;`);
  const found = planted('modules/queue/c.ts', `import { s } from '../surprise/index.ts';\nexport const c = s;`);
  rmSync(join(house, 'modules/surprise'), { recursive: true });
  assert.match(found, /known-modules-only/);
});

test('an import of what is not there is caught', () => {
  const found = planted('modules/queue/c.ts', `import { x } from './missing.ts';\nexport const c = x;`);
  assert.match(found, /everything-resolves/);
});
