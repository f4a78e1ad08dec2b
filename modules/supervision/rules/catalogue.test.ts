import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sentencesOf } from '#kernel';
import { Watched } from '../history/event.ts';
import { thresholdNames } from '../thresholds.ts';
import { rules } from './catalogue.ts';

const root = join(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** Ids of the reference, class by class. */
const ids = Object.entries({ T: 9, P: 5, C: 3, D: 3, M: 2, E: 1, F: 20 }).flatMap(([letter, count]) =>
  Array.from({ length: count }, (_, place) => `${letter}-${String(place + 1).padStart(2, '0')}`),
);

test('the catalogue is whole, and in its order', () => {
  assert.deepEqual(
    rules.map(({ id }) => id),
    ids,
  );
  assert.equal(globSync('modules/supervision/rules/?-??.ts', { cwd: root }).length, ids.length);
});

test('every rule is told in three ways', () => {
  const stories = globSync('modules/supervision/rules/*.test.ts', { cwd: root }).map(read).join('\n');
  const told = new Set([...stories.matchAll(/\bplay\('([A-Z]-\d\d)'/g)].map(([, id]) => id));
  assert.deepEqual(
    ids.filter((id) => !told.has(id)),
    [],
  );
});

test('the page about the rules says what the rules say', () => {
  const names = (cell = '') => (cell === '–' ? [] : cell.replaceAll('`', '').split(', '));
  const rows = read('docs/supervision-rules.md')
    .split('\n')
    .filter((line) => /^\| [A-Z]-\d\d /.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, id, , , colours, basis, thresholds, , needs, uses]) => ({
      id,
      colours: names(colours),
      basis,
      thresholds: names(thresholds),
      needs: names(needs),
      uses: names(uses),
    }));
  assert.deepEqual(
    rows,
    rules.map(({ id, colours, basis, thresholds = [], needs, uses = [] }) => {
      return { id, colours, basis, thresholds, needs, uses };
    }),
  );
});

test('every rule has its sentences, every event its name, and none is left over', () => {
  const types = Watched.options.map(({ shape }) => shape.type.value);
  const wanted = [
    ...rules.flatMap(({ id }) => ['rule', 'found', 'lawful'].map((part) => `${part}.${id}`)),
    ...types.map((type) => `event.${type}`),
    ...['T', 'P', 'C', 'D', 'M', 'E', 'F'].map((letter) => `class.${letter}`),
    ...['blue', 'yellow', 'red'].map((colour) => `colour.${colour}`),
    ...['live', 'partly', 'waiting'].map((status) => `status.${status}`),
  ].map((key) => `supervision.${key}`);
  const parts = /^supervision\.(rule|found|lawful|event|class|colour|status)\./;
  const written = [...sentencesOf('zh-CN').keys()].filter((key) => parts.test(key));
  assert.deepEqual(written.toSorted(), wanted.toSorted());
});

test('a rule listens to events that there are, and every threshold is one of some rule', () => {
  const heard = new Set(rules.flatMap(({ needs, uses = [] }) => [...needs, ...uses]));
  const types = Watched.options.map(({ shape }) => shape.type.value);
  assert.deepEqual(
    types.filter((type) => !heard.has(type)),
    ['settings'],
  );
  const used = new Set<string>(rules.flatMap(({ thresholds = [] }) => thresholds));
  assert.deepEqual(
    thresholdNames.filter((name) => !used.has(name)),
    [],
  );
});
