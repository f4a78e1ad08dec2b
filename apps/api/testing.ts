import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';

const BOUNDARY = 'x-boundary-of-a-test';

export interface SentFile {
  /** Name of the input. */
  readonly field?: string;
  readonly filename: string;
  readonly bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** The body of a form as a browser sends it: fields, files, and fields that stand below them; piece by piece. */
export async function* formBody(
  fields: Readonly<Record<string, string>>,
  files: readonly SentFile[],
  after: Readonly<Record<string, string>> = {},
): AsyncGenerator<Uint8Array> {
  const field = (name: string, value: string) =>
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  for (const [name, value] of Object.entries(fields)) yield field(name, value);
  for (const { field: input = 'file-2', filename, bytes } of files) {
    const disposition = `form-data; name="${input}"; filename="${filename}"`;
    const type = 'application/octet-stream';
    yield Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: ${disposition}\r\nContent-Type: ${type}\r\n\r\n`);
    yield* bytes;
    yield Buffer.from('\r\n');
  }
  for (const [name, value] of Object.entries(after)) yield field(name, value);
  yield Buffer.from(`--${BOUNDARY}--\r\n`);
}

export const FORM_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

/** One request over a real connection; redirects are not followed. */
export async function ask(
  url: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: OutgoingHttpHeaders; body?: AsyncIterable<Uint8Array> } = {},
): Promise<Answer> {
  const asking = httpRequest(url, { method, headers, agent: false });
  const answered = once(asking, 'response');
  if (body === undefined) asking.end();
  else Readable.from(body, { objectMode: false }).pipe(asking);
  const [response] = (await answered) as [IncomingMessage];
  const chunks = await Array.fromAsync(response as AsyncIterable<Buffer>);
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) };
}
