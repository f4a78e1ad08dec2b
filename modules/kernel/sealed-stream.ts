import type { CryptoProvider } from './crypto-provider.ts';

/** Plaintext per frame: what a reader holds in memory, and what is believed only once it has been authenticated. */
const FRAME = 64 * 1024;
const LENGTH = 4;
/** A frame longer than this was not written by `sealStream`, whatever the algorithm adds to it. */
const LONGEST = FRAME + 1024;

/** The wrapped key of a stream and the place it belongs to: `table.column:id`. */
export interface StreamKey {
  readonly crypto: CryptoProvider;
  readonly key: Uint8Array;
  readonly context: string;
}

/**
 * Encrypts a stream in frames of 64 KiB: length (4 bytes) ‖ sealed frame. Each frame is bound to its number and to
 * whether it is the last one, so that none can be moved, dropped or cut off at the end unnoticed.
 */
export async function* sealStream(stream: StreamKey, source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let number = 0;
  for await (const { bytes, last } of plainFrames(source)) {
    const sealed = stream.crypto.seal(stream.key, framePlace(stream.context, number, last), bytes);
    const length = Buffer.alloc(LENGTH);
    length.writeUInt32BE(sealed.length);
    yield Buffer.concat([length, sealed]);
    number += 1;
  }
}

/**
 * Decrypts what `sealStream` wrote; every frame is authenticated before its bytes come out.
 * @throws Error when a byte, the order or the end is not what was sealed.
 */
export async function* openStream(stream: StreamKey, source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let number = 0;
  for await (const { bytes, last } of sealedFrames(source)) {
    yield Buffer.from(stream.crypto.open(stream.key, framePlace(stream.context, number, last), bytes));
    number += 1;
  }
  if (number === 0) throw new Error('The sealed stream is empty.');
}

interface Frame {
  readonly bytes: Buffer;
  readonly last: boolean;
}

/** One frame is held back until it is known whether another follows. */
async function* plainFrames(source: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    held.push(chunk);
    size += chunk.length;
    if (size <= FRAME) continue;
    let all = Buffer.concat(held);
    for (; all.length > FRAME; all = all.subarray(FRAME)) yield { bytes: all.subarray(0, FRAME), last: false };
    held = [all];
    size = all.length;
  }
  yield { bytes: Buffer.concat(held), last: true };
}

async function* sealedFrames(source: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  let rest = Buffer.alloc(0);
  for await (const chunk of source) {
    rest = Buffer.concat([rest, chunk]);
    for (let end = frameEnd(rest); rest.length > end; end = frameEnd(rest)) {
      yield { bytes: rest.subarray(LENGTH, end), last: false };
      rest = rest.subarray(end);
    }
  }
  if (rest.length !== frameEnd(rest)) throw new Error('The sealed stream was cut short.');
  yield { bytes: rest.subarray(LENGTH), last: true };
}

/** Where the first frame ends; as long as its length is not all there, beyond everything. */
function frameEnd(bytes: Buffer): number {
  if (bytes.length < LENGTH) return Infinity;
  const length = bytes.readUInt32BE();
  if (length > LONGEST) throw new Error('The sealed stream is damaged.');
  return LENGTH + length;
}

function framePlace(context: string, number: number, last: boolean): string {
  return `${context}#${number}${last ? '.last' : ''}`;
}
