import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findingRules } from './index.ts';
import { cheats } from './testing/trial.ts';

const root = join(import.meta.dirname, '../..');
const sentences = new Set(
  Object.keys(JSON.parse(readFileSync(join(root, 'locales/zh-CN/audit.json'), 'utf8')) as object),
);

/** What is not proved has a sentence of its own. */
const bare = (key: string) => key.replace(/\.not$/, '');

/** The members of a union of strings, as its source writes them. */
function members(file: string, union: string): readonly string[] {
  const source = readFileSync(join(import.meta.dirname, file), 'utf8');
  const [, after = ''] = source.split(`export type ${union} =`);
  const [body = ''] = after.replaceAll(/\/\*[\s\S]*?\*\//g, '').split(';');
  return [...body.matchAll(/'([^']+)'/g)].map(([, member = '']) => member);
}

test('whatever can be found, said or assumed has its sentence', () => {
  const wanted = [
    ...Object.keys(findingRules).map((code) => `audit.${code}`),
    ...members('problem.ts', 'AuditCode').map((code) => `audit.${code}`),
    ...members('verify-evidence.ts', 'BreachCode').map((code) => `audit.${code}`),
    ...members('verify-file.ts', 'StatementCode').map((code) => `audit.says.${code}`),
    ...members('replay.ts', 'Assumption').map((code) => `audit.assumes.${code}`),
  ];
  assert.ok(wanted.length > 60);
  const written = new Set([...sentences].map(bare));
  assert.deepEqual(
    wanted.filter((key) => !written.has(key)),
    [],
  );
  assert.deepEqual(
    [...written].filter((key) => !wanted.includes(key)),
    [],
  );
});

test('every rule has a way to cheat that needs it, and each of the three who can find one is needed', () => {
  const tried = new Set(cheats.map(({ rule }) => rule));
  assert.deepEqual(
    Object.values(findingRules).filter((rule) => !tried.has(rule)),
    [],
  );
  assert.deepEqual([...new Set(cheats.map(({ finder }) => finder))].toSorted(), ['public', 'receipt', 'witness']);
});

test('the page about what finds cheating tells what the simulation tries', () => {
  const page = readFileSync(join(root, 'docs/what-finds-cheating.md'), 'utf8');
  const rows = page.split('\n').flatMap((line) => {
    const [, name, rule, finder, codes] = line.split('|').map((cell) => cell.trim());
    return codes === undefined || rule === 'rule' || rule === '---'
      ? []
      : [[name, rule, finder, codes.replaceAll('`', '')]];
  });
  assert.deepEqual(
    rows,
    cheats.map(({ name, rule, finder, codes }) => [name, rule, finder, codes.join(', ')]),
  );
});
