import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { globSync } from 'node:fs';
import { test } from 'node:test';
import { sentencesOf } from '#kernel';

test('every code that an import reports has a sentence', () => {
  const known = sentencesOf('zh-CN');
  const report = readFileSync(new URL('gdzwfw/report.ts', import.meta.url), 'utf8');
  for (const kind of ['repair', 'line']) {
    const union = new RegExp(String.raw`catalogue\.${kind}\.\$\{([^]*?)\}\u0060`).exec(report)?.[1] ?? '';
    const names = [...union.matchAll(/'([a-z-]+)'/g)].map(([, name]) => name);
    assert.ok(names.length > 10);
    for (const name of names) {
      const isPart = kind === 'line' && !known.has(`catalogue.line.${name}`);
      assert.ok(known.has(`catalogue.${kind}.${isPart ? 'code-' : ''}${name}`), `catalogue.${kind}.${name}`);
    }
  }
});

test('every key that this module uses by name has a sentence', () => {
  const known = sentencesOf('zh-CN');
  const files = globSync(['**/*.ts', '../../apps/cli/import-catalogue.ts'], { cwd: import.meta.dirname });
  const keys = files
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) => [
      ...readFileSync(new URL(file, import.meta.url), 'utf8').matchAll(/'(catalogue\.[a-z-]+\.[a-z0-9-]+)'/g),
    ])
    .map(([, key = '']) => key);
  assert.deepEqual(
    keys.filter((key) => !known.has(key)),
    [],
  );
});
