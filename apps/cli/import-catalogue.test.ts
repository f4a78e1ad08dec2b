import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, test } from 'node:test';
import { freshDatabase, testWorld } from '#testing/fresh-database';
import { importCatalogueCommand } from './import-catalogue.ts';

const database = await freshDatabase();
const world = testWorld(database);
after(() => database.close());

const REAL = fileURLToPath(new URL('../../db/seeds/guangdong-items.jsonl', import.meta.url));

async function run(...args: string[]): Promise<{ code: number; out: string[] }> {
  const out: string[] = [];
  const code = await importCatalogueCommand(world, args, (text) => out.push(text));
  return { code, out };
}

test('the report has a sentence for every line and ends with counts', async () => {
  const { code, out } = await run('--format', 'gdzwfw', REAL);

  assert.equal(code, 0);
  assert.equal(out.length, 2263);
  assert.match(out[0] ?? '', /^第 1 行 已修正导入 11440000006939756B2440101007000：“非法人企业”归入“其他组织”$/);
  assert.match(out.at(-1) ?? '', /共 2262 行：导入 2256 行.*未导入 6 行/);
  assert.equal(out.filter((line) => line.includes('校验码不对')).length, 3);
});

test('as JSON every line is an object, and so are the counts', async () => {
  const { out } = await run('--format', 'gdzwfw', '--json', REAL);
  const last: unknown = JSON.parse(out.at(-1) ?? '');

  assert.partialDeepStrictEqual(JSON.parse(out[0] ?? ''), { outcome: 'unchanged' });
  assert.partialDeepStrictEqual(last, { counts: { lines: 2262, imported: 0, unchanged: 2256, rejected: 6 } });
});

test('lines that are still wrong stay kept when they are tried again', async () => {
  const { code, out } = await run('--format', 'gdzwfw', '--retry', '--json');

  assert.equal(code, 0);
  assert.partialDeepStrictEqual(JSON.parse(out.at(-1) ?? ''), { counts: { lines: 6, rejected: 6 } });
});

test('a file that does not exist is one sentence and exit 1', async () => {
  const { code, out } = await run('--format', 'gdzwfw', '/no/such/file');

  assert.equal(code, 1);
  assert.deepEqual(out, ['读不了文件 /no/such/file(ENOENT)。什么都没有导入。']);
});

test('whoever calls it wrongly is told how to call it', async () => {
  for (const args of [
    [],
    ['--format', 'xml', REAL],
    ['--format', 'gdzwfw'],
    ['--nonsense'],
    ['--format', 'gdzwfw', '--retry', REAL],
  ]) {
    const { code, out } = await run(...args);
    assert.equal(code, 1);
    assert.match(out[0] ?? '', /^用法/);
  }
});

test('a file in another encoding is reported line by line, with a hint', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'tongban-import-')), 'gbk.jsonl');
  writeFileSync(file, Buffer.from('7b225441534b5f4e414d45223a22b9abb9b2b7fecef1227d0a', 'hex'));
  const { out } = await run('--format', 'gdzwfw', file);

  assert.match(out[0] ?? '', /不是有效的 UTF-8 文本，看起来是 GBK/);
});
