import assert from 'node:assert/strict';
import { test } from 'node:test';
import { releaseSynonyms } from '../synonyms.ts';
import { buildIndex, searchIn, type SearchResult } from './search-index.ts';
import { bothCatalogues, everydayQueries } from './testing.ts';

const items = await bothCatalogues();
const index = await buildIndex(items, releaseSynonyms());
const search = (q: string): SearchResult => searchIn(index, { q });
const leads = (q: string, count = 3): readonly string[] =>
  search(q)
    .hits.slice(0, count)
    .map(({ lead }) => lead.id);

test('nine of ten everyday questions have their answer among the first three', () => {
  const queries = everydayQueries();
  const missed = queries.filter(({ query, wanted }) => !leads(query).some((id) => wanted.includes(id)));

  assert.ok(queries.length >= 150);
  const known = new Set<string>(items.map(({ id }) => id));
  assert.deepEqual(
    queries.flatMap(({ wanted }) => wanted).filter((id) => !known.has(id)),
    [],
  );
  assert.ok(missed.length <= queries.length / 10, `missed: ${missed.map(({ query }) => query).join('、')}`);
});

test('everyday words, sounds, first letters, slips and traditional characters find the same service', () => {
  for (const q of [
    '身份证丢了',
    '身分证丢了',
    '身份證丟了',
    'shenfenzheng diule',
    'shenfenzhengdiule',
    '我身份证掉了咋个办',
  ]) {
    assert.equal(leads(q, 1)[0], 'LJ-GA-002', q);
  }
  for (const q of ['sfz', 'shenfenzheng', 'senfenzen', 'shenfenzhen', 'SFZ', 'ｓｆｚ']) {
    assert.ok(
      leads(q).some((id) => id === 'LJ-GA-001' || id === 'LJ-GA-002'),
      q,
    );
  }
});

test('wrong characters that sound alike are heard, and one that does not is seen past', () => {
  assert.equal(leads('生育津帖', 1)[0], 'LJ-YB-003');
  assert.ok(leads('公鸡金贷款').includes('LJ-GJ-003'));
  assert.ok(leads('食品经营讦可').includes('LJ-SC-005'));
});

test('items of one basic code are one hit, with the others under it', () => {
  const { hits } = search('机动车驾驶证初次申领');
  const [first] = hits;

  assert.ok(first !== undefined && first.others.length >= 5);
  assert.ok(first.others.every(({ name }) => name.startsWith('机动车驾驶证初次申领')));
  assert.equal(new Set(hits.map(({ lead }) => lead.id)).size, hits.length);
});

test('facets count hits, and what is chosen narrows the result to its count', () => {
  const { facets, total } = search('身份证');
  const department = facets.departments[0];
  assert.ok(department !== undefined && department.count <= total);

  const narrowed = searchIn(index, { q: '身份证', dept: department.value });

  assert.equal(narrowed.total, department.count);
  assert.ok(narrowed.facets.departments.length > 1, 'other departments can still be chosen');
  assert.ok(narrowed.facets.departments.find(({ value }) => value === department.value)?.chosen);
});

test('subjects and topics narrow too', () => {
  const forCompanies = searchIn(index, { q: '公积金', subject: '2' });
  assert.ok(forCompanies.hits.some(({ lead }) => lead.id === 'LJ-GJ-004'));
  assert.ok(!forCompanies.hits.some(({ lead }) => lead.id === 'LJ-GJ-001'));

  const aboutTravel = searchIn(index, { q: '', topic: '出境入境' });
  assert.ok(aboutTravel.total > 20);
});

test('without a question everything can be browsed, page by page', () => {
  const first = searchIn(index, {});
  const last = searchIn(index, { page: 10_000 });

  assert.ok(first.total > 1900 && first.pages > 90);
  assert.equal(first.hits.length, 20);
  assert.equal(first.hits[0]?.lead.sample, true);
  assert.equal(last.page, last.pages);
});

test('what cannot be found offers the nearest instead of nothing', () => {
  const { hits, nearest } = search('太空旅行执照');
  assert.ok(hits.length > 0 || (nearest?.length ?? 0) > 0);

  const nonsense = search('zzzzqqqq');
  assert.equal(nonsense.total, 0);
  assert.ok((nonsense.nearest?.length ?? 0) > 0, 'at least what most people want');
});

test('odd input is answered, never an error', () => {
  for (const q of [
    '',
    ' ',
    '的',
    '我要办理',
    '()[]*+?\\',
    '%_\'"',
    '😀',
    'a',
    '1',
    '\u0000',
    '长'.repeat(5000),
    'ab '.repeat(500),
  ]) {
    assert.ok(Array.isArray(search(q).hits), JSON.stringify(q.slice(0, 20)));
  }
  assert.equal(searchIn(index, { q: '护照', page: Number.NaN }).page, 1);
});
