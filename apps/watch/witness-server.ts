import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { formatKey } from '#tlog';
import { serialWitness, type Witness, type WitnessAnswer } from './witness.ts';

const MOST_BYTES = 256 * 1024;
const TEXT = 'text/plain; charset=utf-8';

/** POST /add-checkpoint, and a page that says what this is. @param fault told of what went wrong here */
export function witnessServer(witness: Witness, fault: (error: unknown) => void): RequestListener {
  const add = serialWitness(witness);
  return (request, response) => {
    answer(witness, add, request)
      .then(({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body))
      .catch((error: unknown) => {
        fault(error);
        broken(response);
      });
  };
}

type Add = (body: Uint8Array) => Promise<WitnessAnswer>;
type Answer = Omit<WitnessAnswer, 'status'> & { readonly status: number };

async function answer(witness: Witness, add: Add, request: IncomingMessage): Promise<Answer> {
  const path = (request.url ?? '/').split('?')[0];
  if (path === '/' && request.method === 'GET') return { status: 200, type: TEXT, body: await about(witness) };
  if (path !== '/add-checkpoint') return { status: 404, type: TEXT, body: 'There is nothing here.\n' };
  if (request.method !== 'POST') return { status: 405, type: TEXT, body: 'Only POST.\n' };
  const body = await wholeBody(request);
  return body === undefined ? { status: 413, type: TEXT, body: 'Too much.\n' } : add(body);
}

async function wholeBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is read and forgotten, so that the sender hears the answer; its time is limited.
    if (size <= MOST_BYTES) chunks.push(chunk);
  }
  return size > MOST_BYTES ? undefined : Buffer.concat(chunks);
}

async function about({ signer, logs, store }: Witness): Promise<string> {
  const origins = [...new Set(logs.map(({ name }) => name))];
  const lines = await Promise.all(
    origins.map(async (origin) => `log ${origin}: ${String((await store.last(origin))?.size ?? 'nothing yet')}`),
  );
  return `witness ${signer.key.name}\nkey ${formatKey(signer.key)}\n${lines.join('\n')}\n`;
}

function broken(response: ServerResponse): void {
  if (!response.headersSent) response.writeHead(500, { 'content-type': TEXT });
  response.end('This witness cannot answer now.\n');
}
