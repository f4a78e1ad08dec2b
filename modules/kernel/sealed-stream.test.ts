import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { openStream, sealStream, softwareCrypto } from '#kernel';

const crypto = softwareCrypto(randomBytes(32));
const place = { crypto, key: crypto.newDataKey(), context: 'materials.file:1' };
const FRAME = 64 * 1024;

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function sealed(bytes: Uint8Array, size = 10_000): Promise<Buffer[]> {
  return Array.fromAsync(sealStream(place, inPieces(bytes, size)));
}

async function opened(frames: readonly Buffer[], size = 7_000): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(openStream(place, inPieces(Buffer.concat(frames), size))));
}

test('a stream of any length comes back as it went in, in whatever pieces it travels', async () => {
  const length = fc.oneof(fc.nat(200_000), fc.constantFrom(0, FRAME - 1, FRAME, FRAME + 1, 2 * FRAME));
  const piece = fc.integer({ min: 1_000, max: 200_000 });
  await fc.assert(
    fc.asyncProperty(length, piece, piece, async (long, written, read) => {
      const bytes = randomBytes(long);
      assert.deepEqual(await opened(await sealed(bytes, written), read), bytes);
    }),
    { numRuns: 40 },
  );
});

test('a stream whose end was cut off, even between two frames, is refused', async () => {
  const frames = await sealed(randomBytes(3 * FRAME));

  await assert.rejects(opened(frames.slice(0, 2)));
  await assert.rejects(opened([Buffer.concat(frames).subarray(0, -1)]));
  await assert.rejects(opened([]));
});

test('frames cannot change places, be repeated or carry another byte', async () => {
  const [first, second, last] = await sealed(randomBytes(3 * FRAME));
  assert(first !== undefined && second !== undefined && last !== undefined);
  const changed = Buffer.from(second);
  changed[1_000] = (changed[1_000] ?? 0) ^ 1;

  await assert.rejects(opened([second, first, last]));
  await assert.rejects(opened([first, first, second, last]));
  await assert.rejects(opened([first, changed, last]));
  await assert.rejects(opened([first, second, last, last]));
});

test('a stream does not open in another place', async () => {
  const frames = await sealed(randomBytes(100));
  const elsewhere = openStream({ ...place, context: 'materials.file:2' }, inPieces(Buffer.concat(frames), 1_000));
  await assert.rejects(Array.fromAsync(elsewhere));
});
