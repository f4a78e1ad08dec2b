import type { RequestListener } from 'node:http';
import type { LogFiles } from '#disk';
import { parseTilePath, TlogProblem } from '#tlog';

const OPEN = { 'access-control-allow-origin': '*' };

/** Serves a copy of a log as static files, as any file server would. */
export function mirrorServer({ read }: Pick<LogFiles, 'read'>): RequestListener {
  return (request, response) => {
    const path = (request.url ?? '').split('?')[0]?.replace(/^\/+/, '') ?? '';
    const type = path === 'checkpoint' ? 'text/plain; charset=utf-8' : 'application/octet-stream';
    const cache = path === 'checkpoint' ? 'public, max-age=1' : 'public, max-age=31536000, immutable';
    (isOfLog(path) ? read(path) : Promise.resolve(undefined))
      .then((bytes) => {
        if (bytes === undefined) response.writeHead(404, OPEN).end();
        else response.writeHead(200, { ...OPEN, 'content-type': type, 'cache-control': cache }).end(bytes);
      })
      .catch(() => response.writeHead(500, OPEN).end());
  };
}

/** Nothing but files of the format reaches the disk. */
function isOfLog(path: string): boolean {
  if (path === 'checkpoint') return true;
  try {
    parseTilePath(path);
    return true;
  } catch (error) {
    if (error instanceof TlogProblem) return false;
    throw error;
  }
}
