import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROUTES = join(import.meta.dirname, '../../apps/web/src/routes');

/** What the other parts of the one port answer; the file system does not tell. */
const beside = [
  'GET /healthz',
  'GET /readyz',
  'GET /metrics',
  'GET /uploads/[asset]',
  'POST /uploads',
  'GET /sign-in',
  'GET /sign-in/callback',
  'POST /sign-out',
  'GET /idp/interaction/[uid]',
  'POST /idp/interaction/[uid]',
];

/** Every route as `GET /cases/[no]` or `POST /cases/[no]?/withdraw`. */
export function everyRoute(): readonly string[] {
  const pages = globSync('**/+page.svelte', { cwd: ROUTES }).map((file) => `GET ${pathOf(file)}`);
  const actions = globSync('**/+page.server.ts', { cwd: ROUTES }).flatMap((file) => {
    const source = readFileSync(join(ROUTES, file), 'utf8');
    return actionsIn(source).map((action) => `POST ${pathOf(file)}${action === 'default' ? '' : `?/${action}`}`);
  });
  const endpoints = globSync('**/+server.ts', { cwd: ROUTES }).flatMap((file) => {
    const source = readFileSync(join(ROUTES, file), 'utf8');
    return [...source.matchAll(/export const (GET|POST|PUT|PATCH|DELETE)\b/g)].map(
      ([, method]) => `${method ?? ''} ${pathOf(file)}`,
    );
  });
  return [...pages, ...actions, ...endpoints, ...beside].toSorted();
}

function pathOf(file: string): string {
  const folder = dirname(file);
  return folder === '.' ? '/' : `/${folder}`;
}

function actionsIn(source: string): readonly string[] {
  const [, block = ''] = /export const actions = \{([\s\S]*?)\n\}/.exec(source) ?? [];
  return [...block.matchAll(/^ {2}'?([a-z-]+)'?:/gm)].map(([, name]) => name ?? '');
}
