import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROUTES = join(import.meta.dirname, '../../apps/web/src/routes');

const API = join(import.meta.dirname, '../../apps/api');

/** What signing in answers: ours, and what the provider's library brings; strangers.test.ts asks it for the rest. */
const signingIn = [
  'GET /sign-in',
  'GET /sign-in/callback',
  'POST /sign-out',
  'GET /idp/interaction/[uid]',
  'POST /idp/interaction/[uid]',
  'GET /idp/auth',
  'GET /idp/auth/[uid]',
  'POST /idp/token',
  'POST /idp/request',
  'GET /idp/jwks',
  'GET /idp/.well-known/openid-configuration',
  'GET /idp/session/end',
  'POST /idp/session/end/confirm',
  'GET /idp/nothing',
];

/** The portal itself asks here with its secret and no cookie, or a form does with a secret of its own in it. */
export const bySecret: readonly string[] = ['POST /idp/token', 'POST /idp/request', 'POST /idp/session/end/confirm'];

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
  return [...pages, ...actions, ...endpoints, ...apiRoutes(), ...signingIn].toSorted();
}

/** Whatever the API registers, as its own source says. */
function apiRoutes(): readonly string[] {
  return globSync('*.ts', { cwd: API })
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) => [
      ...readFileSync(join(API, file), 'utf8').matchAll(/\.(get|post|put|patch|delete)\('(\/[^']*)'/g),
    ])
    .map(
      ([, method = '', path = '']) =>
        `${method.toUpperCase()} ${path.replaceAll(/:(\w+)/g, '[$1]').replace('*', '[tile]')}`,
    );
}

/** The files that make up pages and endpoints, to be counted against the routes. */
export function routeFiles(): readonly string[] {
  return globSync('**/+{page.svelte,server.ts}', { cwd: ROUTES }).toSorted();
}

/** Every page that people look at, by its pattern. */
export function everyPage(): readonly string[] {
  return globSync('**/+page.svelte', { cwd: ROUTES }).map(pathOf).toSorted();
}

function pathOf(file: string): string {
  const folder = dirname(file);
  return folder === '.' ? '/' : `/${folder}`;
}

function actionsIn(source: string): readonly string[] {
  const [, block = ''] = /export const actions = \{([\s\S]*?)\n\}/.exec(source) ?? [];
  return [...block.matchAll(/^ {2}'?([a-z-]+)'?:/gm)].map(([, name]) => name ?? '');
}
