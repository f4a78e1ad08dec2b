import { createHash, type Hash } from 'node:crypto';

/** A line of a file as bytes, without its line end. */
export interface RawLine {
  /** From 1; empty lines count but are not given. */
  readonly no: number;
  /** The whole line, or its beginning if it is too long. */
  readonly bytes: Uint8Array;
  readonly length: number;
  /** SHA-256 of the whole line, hex. */
  readonly digest: string;
  readonly tooLong: boolean;
  /** False for the last line of a file that does not end with a line end. */
  readonly ended: boolean;
}

export const LINE_LIMIT = 1024 * 1024;
/** What is kept of a line that is too long: enough to see what it was. */
const KEPT_OF_TOO_LONG = 4096;
const LF = 0x0a;
const CR = 0x0d;

/** Splits bytes into lines (LF or CRLF) and never holds more than `limit` bytes of one. */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  limit: number = LINE_LIMIT,
): AsyncGenerator<RawLine> {
  let no = 1;
  let line = new LineBuffer(limit);
  for await (const chunk of chunks) {
    let rest = chunk;
    for (let at = rest.indexOf(LF); at >= 0; at = rest.indexOf(LF)) {
      line.add(rest.subarray(0, at));
      if (!line.isBlank()) yield line.take(no, true);
      line = new LineBuffer(limit);
      no += 1;
      rest = rest.subarray(at + 1);
    }
    line.add(rest);
  }
  if (!line.isBlank()) yield line.take(no, false);
}

class LineBuffer {
  readonly #limit: number;
  readonly #parts: Uint8Array[] = [];
  readonly #hash: Hash = createHash('sha256');
  #kept = 0;
  #length = 0;
  #blank = true;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#blank &&= bytes.every((byte) => byte === 0x20 || byte === CR || byte === 0x09);
    this.#length += bytes.length;
    this.#hash.update(bytes);
    if (this.#kept > this.#limit) return;
    // One byte beyond the limit is enough to know; the chunk itself is not kept alive.
    const part = bytes.slice(0, this.#limit + 1 - this.#kept);
    this.#parts.push(part);
    this.#kept += part.length;
  }

  isBlank(): boolean {
    return this.#blank;
  }

  take(no: number, ended: boolean): RawLine {
    const tooLong = this.#length > this.#limit;
    const bytes = Buffer.concat(this.#parts).subarray(0, tooLong ? KEPT_OF_TOO_LONG : this.#length);
    const whole = !tooLong && bytes.at(-1) === CR ? bytes.subarray(0, -1) : bytes;
    return { no, bytes: whole, length: this.#length, digest: this.#hash.digest('hex'), tooLong, ended };
  }
}
