import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { settingDefaults, translator } from '#kernel';

const sources = globSync('*.ts', { cwd: import.meta.dirname })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'));

test('whatever is refused says why', () => {
  const codes = sources.flatMap((text) =>
    [...text.matchAll(/'(clocks\.[a-z]+(?:-[a-z]+)+)'/g)].map(([, code]) => code),
  );
  const t = translator();
  const refusals = [...new Set(codes)].filter((code) => code !== undefined && !Object.hasOwn(settingDefaults, code));
  assert.ok(refusals.length >= 15);
  for (const code of refusals) assert.match(t(code ?? ''), /\p{Script=Han}.*。$/u);
});
