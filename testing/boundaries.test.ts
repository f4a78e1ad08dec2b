import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '..');
let house: string;

/** A small house by the same rules as this one. */
const sound: Readonly<Record<string, string>> = {
  'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "allowImportingTsExtensions": true } }',
  'package.json': `{ "type": "module", "imports": { "#queue": "./modules/queue/index.ts" },
    "dependencies": { "fastify": "*" }, "devDependencies": { "fast-check": "*" } }`,
  'modules/kernel/index.ts': `export { a } from './a.ts';`,
  'modules/kernel/a.ts': `export const a = 1;`,
  'modules/queue/index.ts': `export { b } from './b.ts';`,
  'modules/queue/b.ts': `import { a } from '../kernel/index.ts';\nexport const b = a;`,
  'modules/queue/b.test.ts': `import 'fast-check';\nimport { c } from '../../testing/c.ts';\nexport const d = c;`,
  'apps/wire.ts': `import { b } from '#queue';\nimport fastify from 'fastify';\nexport const app = [b, fastify];`,
  'testing/c.ts': `export const c = 1;`,
};

/** One breach of each rule, each in a file of its own. */
const breaches: Readonly<Record<string, { file: string; text: string }>> = {
  'kernel-imports-only-to-its-left': { file: 'modules/kernel/right.ts', text: `import { b } from '#queue';` },
  'front-doors-only': { file: 'modules/queue/window.ts', text: `import { a } from '../kernel/a.ts';` },
  'front-doors-only-for-apps': { file: 'apps/window.ts', text: `import { b } from '../modules/queue/b.ts';` },
  'known-modules-only': { file: 'modules/queue/novel.ts', text: `import { n } from '../novelty/index.ts';` },
  'no-cycle': { file: 'modules/queue/one.ts', text: `import { two } from './two.ts'; export const one = () => two;` },
  'no-framework-in-modules': { file: 'modules/queue/frame.ts', text: `import fastify from 'fastify';` },
  'no-app-in-modules': { file: 'modules/queue/app.ts', text: `import { app } from '../../apps/wire.ts';` },
  'testing-is-for-tests': { file: 'modules/queue/mock.ts', text: `import { c } from '../../testing/c.ts';` },
  'no-development-tool-in-the-product': { file: 'modules/queue/tool.ts', text: `import fc from 'fast-check';` },
  'the-verifier-runs-everywhere': { file: 'modules/tlog/node.ts', text: `import { sign } from 'node:crypto';` },
  'watchers-need-no-database': { file: 'apps/watch/queue.ts', text: `import { b } from '#queue';` },
  resolvable: { file: 'modules/queue/lost.ts', text: `import { x } from './nowhere.ts';` },
};

before(() => {
  house = mkdtempSync(join(tmpdir(), 'tongban-house-'));
  cpSync(join(ROOT, '.dependency-cruiser.cjs'), join(house, '.dependency-cruiser.cjs'));
  symlinkSync(join(ROOT, 'node_modules'), join(house, 'node_modules'));
  for (const [path, text] of Object.entries(sound)) put(path, text);
});
after(() => rmSync(house, { recursive: true, force: true }));

test('a house in order has nothing to complain of', () => {
  assert.deepEqual(found(), {});
});

test('a breach of each rule is caught, where it is', () => {
  put('modules/novelty/index.ts', 'export const n = 1;');
  put('modules/queue/two.ts', `import { one } from './one.ts'; export const two = () => one;`);
  for (const { file, text } of Object.values(breaches)) put(file, text);

  const { 'modules/queue/two.ts': _otherHalf, ...rest } = found();

  assert.deepEqual(rest, Object.fromEntries(Object.entries(breaches).map(([rule, { file }]) => [file, [rule]])));
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(house, path)), { recursive: true });
  writeFileSync(join(house, path), `${text}\n`);
}

const Report = z.object({
  summary: z.object({ violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })) }),
});

/** File → rules that it breaks. */
function found(): Record<string, string[]> {
  const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'modules', 'apps', 'testing'];
  const { stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd: house, encoding: 'utf8' });
  assert.notEqual(stdout, '', stderr);
  const broken: Record<string, string[]> = {};
  for (const { from, rule } of Report.parse(JSON.parse(stdout)).summary.violations)
    broken[from] = [...(broken[from] ?? []), rule.name];
  return broken;
}
