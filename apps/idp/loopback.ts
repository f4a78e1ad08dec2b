import { request, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { CustomFetch } from 'openid-client';

type Options = Parameters<CustomFetch>[1];

/**
 * The portal asks its own provider through the socket that the browser reached, not through its public name, which a
 * server behind a proxy often cannot resolve. The Host header keeps the public name, so the provider answers as itself;
 * `fetch` would replace that header.
 */
export function loopbackFetch({ localAddress, localPort }: Socket): CustomFetch {
  const inside = { host: localAddress?.replace('::ffff:', '') ?? '127.0.0.1', port: localPort ?? 80 };
  return async (url, options) => {
    const asked = new URL(url);
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = request({
        ...inside,
        path: asked.pathname + asked.search,
        method: options.method,
        headers: { ...options.headers, host: asked.host },
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      });
      sent.on('response', resolve).on('error', reject).end(bodyOf(options));
    });
    return toResponse(answer);
  };
}

function bodyOf({ body }: Options): string {
  if (body === null || body === undefined) return '';
  if (typeof body === 'string' || body instanceof URLSearchParams) return body.toString();
  throw new TypeError('The relying party sends forms only.');
}

async function toResponse(answer: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk);
  const type = answer.headers['content-type'] ?? 'application/octet-stream';
  return new Response(Buffer.concat(chunks), { status: answer.statusCode ?? 500, headers: { 'content-type': type } });
}
