import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { after, test } from 'node:test';
import type { Db } from '#kernel';
import { freshDatabase, testWorld } from '#testing/fresh-database';
import { itemById } from '../item.ts';
import type { ItemId } from '../ids.ts';
import { importItems } from './import-items.ts';
import type { LineReport } from './report.ts';
import { retryRejected } from './retry-rejected.ts';
import { asLines, inPieces, realFile, realRows } from './testing.ts';

const databases = await Promise.all([freshDatabase(), freshDatabase(), freshDatabase(), freshDatabase()]);
const [whole, spoilt, repeated, retried] = databases.map((database) => testWorld(database));
if (whole === undefined || spoilt === undefined || repeated === undefined || retried === undefined) throw new Error();
after(() => Promise.all(databases.map((database) => database.close())));

const SPOILT_OUTCOMES = [
  [1, 'imported'],
  [3, 'catalogue.line.not-json'],
  [4, 'catalogue.line.encoding'],
  [5, 'catalogue.line.too-long'],
  [6, 'catalogue.line.not-an-object'],
  [7, 'catalogue.line.missing'],
  [8, 'catalogue.line.type-mismatch'],
  [9, 'catalogue.line.wrong-kind'],
  [10, 'catalogue.line.area-unknown'],
  [11, 'catalogue.line.text-broken'],
  [12, 'catalogue.line.truncated'],
];

const GBK = Buffer.from('7b225441534b5f4e414d45223a22b9abb9b2b7fecef1227d0a', 'hex');

test('the real hand-over is imported but for six lines whose agency codes are wrong', async () => {
  const counts = await importItems(whole, { name: 'real', chunks: createReadStream(realFile) });

  assert.deepEqual(
    { lines: counts.lines, imported: counts.imported, unchanged: counts.unchanged, rejected: counts.rejected },
    { lines: 2262, imported: 2256, unchanged: 0, rejected: 6 },
  );
  assert.equal(counts.reasons['catalogue.line.code-agency-check'], 3);
  assert.equal(counts.reasons['catalogue.line.code-agency-characters'], 3);
  assert.equal(counts.reasons['catalogue.repair.type-mapped'], 1657);
});

test('importing the same file again changes nothing, and says so', async () => {
  const before = await tables(whole.db);
  const counts = await importItems(whole, { name: 'real', chunks: createReadStream(realFile) });

  assert.deepEqual([counts.imported, counts.unchanged, counts.rejected], [0, 2256, 6]);
  assert.deepEqual(await tables(whole.db), before);
});

test('an imported item has limits with units, national codes, cleaned contacts and its materials', async () => {
  const item = await itemById(whole.db, '11440000006939756B2440101007000' as ItemId);

  assert.ok(item);
  assert.deepEqual(item.elements.statutoryLimit, { value: 30, unit: 'workday' });
  assert.deepEqual(item.elements.promisedLimit, { value: 7, unit: 'workday' });
  assert.deepEqual(item.elements.subjects, ['1', '2', '3', '4', '5', '6']);
  assert.deepEqual(item.elements.consult, { phones: ['020-34121084'] });
  assert.deepEqual(item.elements.materials, [{ no: 1, name: '提价申报申请报告', need: 'required' }]);
  assert.equal(item.elements.mailResult, true);
  assert.equal(item.sample, false);
});

test('a code of 33 characters is an item of its own and keeps its task code of 31', async () => {
  const item = await itemById(whole.db, '11440000006940116U244010200300103' as ItemId);

  assert.ok(item);
  assert.equal(item.elements.handleItemCode, '11440000006940116U244010200300103');
  assert.equal(item.elements.taskCode, '11440000006940116U2440102003001');
});

test('good lines are taken, each spoilt one is reported with its reason and kept', async () => {
  const [good, copy, wrongLevel, noName, otherArea, half] = realRows(6);
  const file = Buffer.concat([
    Buffer.from(`\uFEFF${asLines(good ?? {}).replace('\n', '\r\n')}`),
    Buffer.from('\r\n{"TASK_CODE": broken\n'),
    GBK,
    Buffer.from(`${JSON.stringify({ TASK_NAME: 'x'.repeat(5 * 1024 * 1024) })}\n`),
    Buffer.from('["a list"]\n'),
    Buffer.from(asLines({ ...copy, TASK_NAME: undefined })),
    Buffer.from(asLines({ ...wrongLevel, TASK_TYPE: '20', TASK_TYPE_TEXT: '其他行政权力' })),
    Buffer.from(asLines({ ...noName, TASK_NAME: ['a', 'b'] }, { ...otherArea, AREACODE: '999999' })),
    Buffer.from(asLines({ ...otherArea, TASK_NAME: 'half a pair \ud800' })),
    Buffer.from(JSON.stringify(half).slice(0, 200)),
  ]);
  const reports: LineReport[] = [];
  const counts = await importItems(spoilt, { name: 'spoilt', chunks: inPieces(file) }, (report) =>
    reports.push(report),
  );

  assert.deepEqual(
    reports.map(({ line, outcome, rejection }) => [line, rejection?.code ?? outcome]),
    SPOILT_OUTCOMES,
  );
  assert.deepEqual([counts.imported, counts.rejected], [1, 10]);
  assert.equal(reports[0]?.repairs[0]?.code, 'catalogue.repair.byte-order-mark');
  const kept = await spoilt.db.selectFrom('catalogue.rejected_line').select(['length', 'bytes']).execute();
  assert.equal(kept.length, 10);
  assert.ok(kept.every(({ bytes }) => bytes.length <= 1024 * 1024));
});

test('the same line twice in a file is harmless, a contradiction is not taken', async () => {
  const [row] = realRows(1);
  const file = asLines(row ?? {}, row ?? {}, { ...row, LIMIT_SCENE_NUM: '3' });
  const reports: LineReport[] = [];
  await importItems(repeated, { name: 'repeated', chunks: inPieces(file) }, (report) => reports.push(report));

  assert.deepEqual(
    reports.map(({ outcome }) => outcome),
    ['imported', 'unchanged', 'rejected'],
  );
  assert.deepEqual(reports[2]?.rejection, { code: 'catalogue.line.duplicate', values: { first: 1 } });
  assert.equal((await retryRejected(repeated)).lines, 0, 'nobody can know which of the two is right');
});

test('a changed line makes a new version, and the old one stays as it was', async () => {
  const [row] = realRows(1);
  const id = String(row?.TASK_CODE) as ItemId;
  const before = await itemById(repeated.db, id);
  await importItems(repeated, { name: 'later', chunks: inPieces(asLines({ ...row, LIMIT_SCENE_NUM: '2' })) });
  const later = await itemById(repeated.db, id);

  assert.ok(before && later);
  assert.equal(before.elements.onsiteVisits, 0);
  assert.equal(later.elements.onsiteVisits, 2);
  assert.notEqual(before.version, later.version);
});

test('a file that breaks off with an error leaves nothing behind', async () => {
  const [, second] = realRows(2);
  async function* breaking(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from(asLines(second ?? {})));
    throw new Error('the disk is gone');
  }
  const before = await tables(repeated.db);

  await assert.rejects(importItems(repeated, { name: 'breaking', chunks: breaking() }), /disk is gone/);
  assert.deepEqual(await tables(repeated.db), before);
});

test('a line that an earlier release could not take is taken when it is tried again', async () => {
  const [row] = realRows(1);
  await importItems(retried, { name: 'old', chunks: inPieces(asLines({ ...row, AREACODE: '999999' }, row ?? {})) });
  await retried.db
    .updateTable('catalogue.rejected_line')
    .set({ bytes: Buffer.from(asLines({ ...row, LIMIT_SCENE_NUM: '1' }).trim()), resolved_at: null })
    .execute();

  const first = await retryRejected(retried);
  const second = await retryRejected(retried);

  assert.deepEqual([first.lines, first.imported], [1, 1]);
  assert.equal(second.lines, 0);
});

test('a file with nothing in it is a file of no lines', async () => {
  assert.equal((await importItems(retried, { name: 'empty', chunks: inPieces('\n\r\n  \n') })).lines, 0);
});

async function tables(db: Db): Promise<unknown> {
  const count = db.fn.countAll();
  return Promise.all([
    db.selectFrom('catalogue.item_version').select(count.as('n')).execute(),
    db.selectFrom('catalogue.rejected_line').select(count.as('n')).execute(),
    db.selectFrom('catalogue.import_run').select(count.as('n')).execute(),
    db.selectFrom('identity.unit').select(count.as('n')).execute(),
  ]);
}
