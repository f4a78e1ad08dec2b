import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { Refusal } from '#kernel';
import { findPersonByLogin, seedDemo, type PersonId } from '#identity';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { assetInfo, openAsset, receiveUpload, type AssetId, type FilesWorld } from './index.ts';
import { jpegFile, pdfFile, pngFile, streamed, temporaryStore } from './testing.ts';

let database: TestDatabase;
let store: ReturnType<typeof temporaryStore>;
let world: FilesWorld;
let owner: PersonId;

before(async () => {
  database = await freshDatabase();
  store = temporaryStore();
  world = { ...testWorld(database), files: store.files };
  await seedDemo(world);
  owner = (await findPersonByLogin({ ...world, config: { demo: true } }, 'zhang-wei')) ?? assert.fail();
});
after(async () => {
  store.remove();
  await database.close();
});
beforeEach(async () => {
  await database.ownerPool.query('delete from materials.asset');
});

const upload = (bytes: Uint8Array, filename = 'a.pdf') =>
  receiveUpload(world, { owner, stream: streamed(bytes), filename });
const refusal = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

/** Paths of all files of the store. */
function onDisk(): string[] {
  return readdirSync(store.directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function fileOf(asset: AssetId): string {
  return onDisk().find((path) => path.endsWith(asset)) ?? assert.fail('There is no such file.');
}

async function rows(): Promise<number> {
  const { rowCount } = await database.ownerPool.query('select from materials.asset');
  return rowCount ?? 0;
}

async function leavesNothing(work: Promise<unknown>, code: string): Promise<void> {
  const files = onDisk().length;
  await assert.rejects(work, refusal(code));
  assert.equal(await rows(), 0);
  assert.equal(onDisk().length, files);
}

test('a file comes back byte by byte, under its name, with its digest', async () => {
  const bytes = pdfFile(200_000);
  const received = await upload(bytes, '身份证.pdf');

  assert.equal(received.sha256, createHash('sha256').update(bytes).digest('hex'));
  const { info, stream } = await openAsset(world, received.asset);
  assert.deepEqual(info, {
    asset: received.asset,
    name: '身份证.pdf',
    size: bytes.length,
    mediaType: 'application/pdf',
  });
  assert.deepEqual(Buffer.concat(await Array.fromAsync(stream)), bytes);
  assert.deepEqual(await assetInfo(world, [received.asset]), [info]);
});

test('on disk a file is unreadable, private, and closed once a byte is missing', async () => {
  const { asset } = await upload(pdfFile(200_000));
  const path = fileOf(asset);

  assert.equal(readFileSync(path).includes('%PDF'), false);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  truncateSync(path, statSync(path).size - 1);
  const { stream } = await openAsset(world, asset);
  await assert.rejects(Array.fromAsync(stream));
});

test('the type is told by the content, and the name follows it', async () => {
  assert.equal((await upload(pngFile(), 'scan.exe')).name, 'scan.exe.png');
  assert.equal((await upload(jpegFile(), 'IMG_0001.JPEG')).name, 'IMG_0001.JPEG');
  assert.equal((await upload(pdfFile(), '..\\..\\etc/passwd\u202efdp.')).name, 'passwdfdp.pdf');
  assert.equal((await upload(pdfFile(), '\u0000 ')).name, 'file.pdf');
  assert.equal((await upload(pdfFile(), `${'长'.repeat(300)}.pdf`)).name, `${'长'.repeat(96)}.pdf`);
});

test('what is no jpg, png or pdf, or is empty, leaves neither row nor file', async () => {
  await leavesNothing(upload(Buffer.from('<html><script>'.repeat(9)), 'a.pdf'), 'materials.unsupported-type');
  await leavesNothing(upload(Buffer.from('GIF8'), 'a.gif'), 'materials.unsupported-type');
  await leavesNothing(upload(Buffer.alloc(0)), 'materials.empty');
});

test('a file that was cut short leaves neither row nor file', async () => {
  const thumbnail = jpegFile();
  for (const whole of [pdfFile(5_000), pngFile(), jpegFile(thumbnail)])
    await leavesNothing(upload(whole.subarray(0, -8)), 'materials.broken');
});

test('a picture with a film behind it, as phones take them, is whole', async () => {
  const { mediaType } = await upload(Buffer.concat([jpegFile(), Buffer.alloc(50_000, 7)]));
  assert.equal(mediaType, 'image/jpeg');
});

test('a line that breaks leaves neither row nor file', async () => {
  async function* breaking(): AsyncGenerator<Uint8Array> {
    yield* streamed(pdfFile(200_000));
    throw new Error('The line broke.');
  }
  const files = onDisk().length;

  await assert.rejects(receiveUpload(world, { owner, stream: breaking(), filename: 'a.pdf' }), /The line broke/);
  assert.equal(await rows(), 0);
  assert.equal(onDisk().length, files);
});

test('a file of exactly 20 MB is taken, and one byte more is too much', async () => {
  const most = 20 * 1024 * 1024;
  assert.equal((await upload(pdfFile(most))).size, most);
  await database.ownerPool.query('delete from materials.asset');
  await leavesNothing(upload(pdfFile(most + 1)), 'materials.too-large');
});

test('of 200 MB no more is read than the limit, and never held in memory', async () => {
  let sent = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(pdfFile(100));
    for (; sent < 200; sent += 1) yield await Promise.resolve(Buffer.alloc(1024 * 1024, 'x'));
  }

  await leavesNothing(receiveUpload(world, { owner, stream: endless(), filename: 'a.pdf' }), 'materials.too-large');
  assert(sent <= 21, `${sent} MB were read.`);
});
