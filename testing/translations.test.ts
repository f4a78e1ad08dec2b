import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sentencesOf } from '#kernel';

const root = join(import.meta.dirname, '..');
const messages = sentencesOf('zh-CN');
const keys = [...messages.keys()];
const pages = sources('apps/web/src/**/*.svelte');
const code = [...sources('apps/**/*.ts'), ...sources('modules/**/*.ts')].filter(
  ({ path }) => !path.endsWith('.test.ts'),
);

function sources(pattern: string): readonly { path: string; text: string }[] {
  return globSync(pattern, { cwd: root })
    .filter((path) => !/\.svelte-kit|(^|\/)build\//.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** What is inside `t(…)`: a whole key, or the beginning of one that is put together. */
function asked(text: string): readonly { key: string; whole: boolean }[] {
  const whole = [...text.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key = '']) => ({ key, whole: true }));
  const begun = [...text.matchAll(/\bt\(\s*`([^`$]+)\$\{/g)].map(([, key = '']) => ({ key, whole: false }));
  return [...whole, ...begun];
}

test('every sentence that a page asks for is there', () => {
  const missing = [...pages, ...code].flatMap(({ path, text }) =>
    asked(text)
      .filter(({ key, whole }) => (whole ? !messages.has(key) : !keys.some((known) => known.startsWith(key))))
      .map(({ key }) => `${path}: ${key}`),
  );
  assert.deepEqual(missing, []);
});

test('every refusal and every problem with an answer has its sentence', () => {
  const missing = code.flatMap(({ path, text }) =>
    [...text.matchAll(/(?:new Refusal\(|code: )'([a-z-]+\.[a-z.-]+)'/g)]
      .filter(([, key = '']) => !messages.has(key))
      .map(([, key]) => `${path}: ${key}`),
  );
  assert.deepEqual(missing, []);
});

test('no page holds a sentence of its own: they are all in the locales', () => {
  const spoken = pages
    .map(({ path, text }) => ({ path, text: text.replaceAll(/<!--[\s\S]*?-->|\/\*[\s\S]*?\*\/|\/\/.*$/gm, '') }))
    .filter(({ text }) => /\p{Script=Han}/u.test(text));
  assert.deepEqual(
    spoken.map(({ path }) => path),
    [],
  );
});

test('no sentence is empty, and every brace in one is closed', () => {
  const broken = [...messages].filter(([, message]) => {
    const open = message.split('{').length;
    return message.trim() === '' || open !== message.split('}').length;
  });
  assert.deepEqual(broken, []);
});
