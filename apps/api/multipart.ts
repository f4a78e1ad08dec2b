import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { Refusal } from '#kernel';

const LIMITS = { fields: 10, fieldNameSize: 50, fieldSize: 2_000, headerPairs: 20, headerSize: 8_192 };

/** A file of a form, on its way. */
export interface FormFile {
  /** Empty where no file was chosen. */
  readonly filename: string;
  readonly stream: AsyncIterable<Uint8Array>;
}

/** A multipart form, read once, in the order in which it was sent. */
export interface MultipartForm {
  /** The fields that have arrived so far: those before a file are there when it comes. */
  readonly fields: ReadonlyMap<string, string>;
  /**
   * Gives each file to `take`, one after the other, while it arrives. What `take` throws ends the reading.
   * @throws Refusal materials.incomplete
   */
  readonly eachFile: (take: (file: FormFile) => Promise<void>) => Promise<void>;
}

/** @throws Refusal materials.not-a-form */
export function multipartForm(request: IncomingMessage): MultipartForm {
  const fields = new Map<string, string>();
  const parser = parserFor(request);
  parser.on('field', (name, value) => fields.set(name, value));
  return { fields, eachFile: async (take) => feed(request, parser, take) };
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

  parser.on('file', (_field, stream, filename: string | undefined) => {
    arriving.add(stream);
    stream.on('error', ignore).on('close', () => arriving.delete(stream));
    // Files that wait for their turn are held by the parser, which takes no more than it can hold.
    work = work.then(async () => take({ filename: filename ?? '', stream: whole(stream) }));
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
  try {
    await promise;
  } finally {
    request.unpipe(parser);
  }
}

/** A file that stops before its end, because of the line or of the form, is refused and not a fault. */
async function* whole(stream: Readable): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) yield chunk;
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
