import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { Refusal } from '#kernel';

/** What was typed on the page comes along: the longest answer has 2,000 characters. */
const LIMITS = { fields: 150, fieldNameSize: 80, fieldSize: 8_000, headerPairs: 20, headerSize: 8_192 };

/** A file of a form, on its way. */
export interface FormFile {
  /** Name of the input. */
  readonly field: string;
  /** Empty where no file was chosen. */
  readonly filename: string;
  readonly stream: AsyncIterable<Uint8Array>;
}

/** A multipart form, read once, in the order in which it was sent. */
export interface MultipartForm {
  /** The fields that have arrived so far: those before a file are there when it comes. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /**
   * Gives each file to `take`, one after the other, while it arrives. What `take` throws ends it; fields that come after
   * are still read, while the caller drains the request.
   * @throws Refusal materials.incomplete
   */
  readonly eachFile: (take: (file: FormFile) => Promise<void>) => Promise<void>;
  /** When every field that arrives has been read, after a failure too. */
  readonly read: Promise<unknown>;
}

/** @throws Refusal materials.not-a-form */
export function multipartForm(request: IncomingMessage): MultipartForm {
  const fields = new Map<string, readonly string[]>();
  const parser = parserFor(request);
  parser.on('field', (name, value) => fields.set(name, [...(fields.get(name) ?? []), value]));
  return { fields, read: ended(request, parser), eachFile: async (take) => feed(request, parser, take) };
}

async function ended(request: IncomingMessage, parser: BusboyInstance): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  parser.once('finish', resolve).once('error', resolve);
  request.once('close', () => {
    if (!request.readableEnded) resolve(null);
  });
  return promise;
}

async function feed(
  request: IncomingMessage,
  parser: BusboyInstance,
  take: (file: FormFile) => Promise<void>,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<null>();
  let work = Promise.resolve();
  const arriving = new Set<Readable>();
  const breakOff = () => {
    for (const stream of arriving) stream.destroy(incomplete());
    reject(incomplete());
  };
  const takeOne = inTurn(take);

  parser.on('file', (field, stream, filename: string | undefined) => {
    arriving.add(stream);
    stream.on('error', ignore).on('close', () => arriving.delete(stream));
    // Files that wait for their turn are held by the parser, which takes no more than it can hold.
    const file = { field, filename: filename ?? '', stream: whole(stream) };
    work = work.catch(ignore).then(async () => takeOne(file, stream));
    work.catch(reject);
  });
  parser.on('error', breakOff);
  parser.on('finish', () => void work.then(() => resolve(null), reject));
  request.once('close', () => {
    if (!request.complete) breakOff();
  });
  // Whoever left while the session was read sends no "close" any more.
  if (request.destroyed) breakOff();
  else request.pipe(parser);
  await promise;
}

/** After the first file that was not taken, the others go by: behind them are fields that somebody filled in. */
function inTurn(take: (file: FormFile) => Promise<void>): (file: FormFile, stream: Readable) => Promise<void> {
  let over = false;
  return async (file, stream) => {
    try {
      if (!over) await take(file);
    } catch (error) {
      over = true;
      throw error;
    } finally {
      stream.resume();
    }
  };
}

/** A file that stops before its end, because of the line or of the form, is refused and not a fault. */
async function* whole(stream: Readable): AsyncGenerator<Uint8Array> {
  try {
    // Left undestroyed: a destroyed file would stop the parser.
    for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) yield chunk;
  } catch (error) {
    throw error instanceof Refusal ? error : incomplete();
  }
}

function parserFor({ headers }: IncomingMessage): BusboyInstance {
  const type = headers['content-type'] ?? '';
  try {
    if (/^multipart\/form-data\b/i.test(type))
      return new Busboy({ headers: { ...headers, 'content-type': type }, limits: LIMITS });
  } catch {
    // No boundary: as little a form as anything else.
  }
  throw new Refusal('materials.not-a-form', { status: 415 });
}

function incomplete(): Refusal {
  return new Refusal('materials.incomplete', { status: 400 });
}

function ignore(): void {
  // Whoever reads the stream gets the error; without a listener it would end the process when nobody does.
}
