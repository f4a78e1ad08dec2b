import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '..');
const copy = mkdtempSync(join(tmpdir(), 'tongban-boundaries-'));
after(() => rmSync(copy, { recursive: true }));

const Report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

/** One file for each way of breaking out; none may pass `bin/check`. */
const planted: Readonly<Record<string, { file: string; text: string }>> = {
  'queue-imports-only-to-its-left': { file: 'modules/queue/right.ts', text: `import '#cases';` },
  'kernel-imports-only-to-its-left': { file: 'modules/kernel/right.ts', text: `import type { Leaf } from '#ledger';` },
  'front-doors-only': { file: 'modules/cases/window.ts', text: `import '../queue/store.ts';` },
  'front-doors-only-for-apps': { file: 'apps/cli/window.ts', text: `import '../../modules/cases/case-store.ts';` },
  'known-modules-only': { file: 'modules/queue/unknown.ts', text: `import '../novelty/index.ts';` },
  'no-cycle': { file: 'modules/forms/one.ts', text: `import { b } from './two.ts'; export const a = () => b;` },
  'no-framework-in-modules': { file: 'modules/forms/frame.ts', text: `import fastify from 'fastify'; fastify();` },
  'no-app-in-modules': { file: 'modules/forms/app.ts', text: `import '../../apps/wire.ts';` },
  'testing-is-for-tests': { file: 'modules/forms/mock.ts', text: `import '#testing/fresh-database';` },
  'no-development-tool-in-the-product': { file: 'modules/forms/tool.ts', text: `import 'fast-check';` },
  resolvable: { file: 'modules/forms/lost.ts', text: `import './nowhere.ts';` },
};

test('every boundary is noticed when it is broken, and nothing else is', () => {
  for (const path of ['modules', 'apps', 'db', 'testing', 'package.json', 'tsconfig.json', '.dependency-cruiser.cjs'])
    cpSync(join(ROOT, path), join(copy, path), { recursive: true, filter: isSource });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  cpSync(join(copy, 'modules/queue/order.ts'), join(copy, 'modules/novelty/index.ts'));
  writeFileSync(join(copy, 'modules/forms/two.ts'), `import { a } from './one.ts'; export const b = () => a;`);
  for (const { file, text } of Object.values(planted)) writeFileSync(join(copy, file), text);

  const found = violations();

  for (const [rule, { file }] of Object.entries(planted))
    assert.ok(found.get(file)?.has(rule), `${rule} in ${file}; found: ${[...(found.get(file) ?? [])].join()}`);
  const files = new Set([...Object.values(planted).map(({ file }) => file), 'modules/forms/two.ts']);
  assert.deepEqual(
    [...found].filter(([file]) => !files.has(file)).map(([file, rules]) => `${file}: ${[...rules].join()}`),
    [],
  );
});

function isSource(path: string): boolean {
  return !/\/(node_modules|build|\.svelte-kit)(\/|$)/.test(path);
}

/** File → rules that it breaks. */
function violations(): ReadonlyMap<string, Set<string>> {
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'modules', 'apps', 'db', 'testing'];
  const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const run = spawnSync(process.execPath, [program, ...args], { cwd: copy, encoding: 'utf8', maxBuffer: 1e9 });
  const found = new Map<string, Set<string>>();
  for (const { from, rule } of Report.parse(JSON.parse(run.stdout)).summary.violations)
    found.set(from, (found.get(from) ?? new Set()).add(rule.name));
  return found;
}
