import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { shortNo } from '#cases';
import { expectedStatus, knownRoutes } from './rig/access.ts';
import { openEstate, type Estate } from './rig/estate.ts';
import { roles, sessionsOf, type RoleName } from './rig/roles.ts';
import { everyRoute, bySecret, routeFiles } from './rig/routes.ts';
import { openServer, type Server } from './rig/server.ts';
import { ask, type Answer } from './rig/wire.ts';

let server: Server;
let estate: Estate;
let sessions: Awaited<ReturnType<typeof sessionsOf>>;
before(async () => {
  server = await openServer();
  estate = await openEstate(server);
  sessions = await sessionsOf(estate.world);
});
after(async () => {
  await estate.close();
  await server.close();
});

/** What ends what others need comes last. */
const last = ['POST /drafts/[id]?/discard', 'POST /sign-out'];
const inSafeOrder = (routes: readonly string[]) => [...routes.filter((route) => !last.includes(route)), ...last];
const answers = new Map<string, Answer>();

async function visit(route: string, role: RoleName, from?: string | null): Promise<Answer> {
  const [method = '', template = ''] = route.split(' ');
  const request = { session: sessions.get(role), ...(from === undefined ? {} : { from }) };
  const path = estate.pathOf(template);
  if (method === 'GET') return ask(server, path, request);
  // What comes from elsewhere is refused before anybody reads it: a form that is being sent would break off.
  return ask(server, path, {
    ...request,
    fields: from === undefined || path.startsWith('/api/') ? estate.formFor(path) : { nothing: '' },
  });
}

test('every route has an expectation for every role, and none is left over', () => {
  assert.deepEqual(everyRoute(), [...knownRoutes].toSorted());
});

test('every file of the route tree is one of those routes, and so is every address of the identity provider', async () => {
  const routes = everyRoute();
  const pathOf = (file: string) => `/${file.split('/').slice(0, -1).join('/')}`;
  for (const file of routeFiles())
    assert.ok(
      routes.some((route) => route.split(/[ ?]/)[1] === pathOf(file)),
      file,
    );

  const { body } = await ask(server, '/idp/.well-known/openid-configuration', {});
  const addresses = Object.entries(JSON.parse(body) as Record<string, unknown>)
    .filter(([name]) => /_endpoint$|_uri$/.test(name))
    .map(([, address]) => new URL(String(address)).pathname);
  assert.ok(addresses.length >= 4);
  for (const address of addresses)
    assert.ok(
      routes.some((route) => route.endsWith(` ${address}`)),
      address,
    );
});

test('a form that is sent from elsewhere, or from nowhere, is refused whoever is signed in', async () => {
  const posts = everyRoute().filter((route) => route.startsWith('POST ') && !bySecret.includes(route));
  for (const route of posts)
    for (const role of ['visitor', 'owner', 'clerk in charge'] as const)
      for (const from of ['https://elsewhere.example', 'null', null])
        assert.equal((await visit(route, role, from)).status, 403, `${route}, ${role}, from ${String(from)}`);
});

test('every role is answered on every route as it should be, and everybody else gets nowhere', async () => {
  const wrong: string[] = [];
  for (const route of inSafeOrder(everyRoute()))
    for (const role of roles) {
      const answer = await visit(route, role);
      answers.set(`${role}: ${route}`, answer);
      const expected = expectedStatus(route, role);
      if (answer.status !== expected) wrong.push(`${route}, ${role}: ${answer.status}, not ${expected}`);
    }
  assert.deepEqual(wrong, []);
});

test('every answer forbids guessing its type and telling others where one was; every page says what it may load', () => {
  for (const [what, { headers }] of answers) {
    assert.equal(headers.get('x-content-type-options'), 'nosniff', what);
    assert.equal(headers.get('referrer-policy'), 'same-origin', what);
    if (headers.get('content-type')?.startsWith('text/html') !== true) continue;
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/, what);
    // The preview of a form stands within the editor, and within nothing else.
    const frames = what.includes('/form/preview') ? /frame-ancestors '(?:none|self)'/ : /frame-ancestors 'none'/;
    assert.match(policy, frames, what);
    assert.doesNotMatch(policy, /script-src[^;]*unsafe/, what);
  }
});

/** The public log, and what programs read of the identity provider: nobody's own, and the same for everybody. */
const sameForAll = /GET \/(?:ledger\/|idp\/(?:jwks|nothing|\.well-known))/;

test('what is public is the same for everybody', () => {
  for (const [what, { body }] of answers) {
    if (!sameForAll.test(what) || what.includes('/ledger/checkpoint') || what.includes('/ledger/proof')) continue;
    const seen = answers.get(`visitor: ${what.split(': ')[1] ?? ''}`)?.body ?? '';
    const plain = (text: string) => text.replaceAll(/urn:tongban:request:[\w-]+/g, 'request');
    assert.equal(plain(body), plain(seen), what);
  }
});

test('no cache keeps what somebody who is signed in has seen, nor the answer to a form', () => {
  for (const [what, { headers }] of answers) {
    const own = what.includes(': POST') || (!what.startsWith('visitor') && !sameForAll.test(what));
    if (own) assert.match(headers.get('cache-control') ?? '', /no-store/, what);
    if (own && headers.get('content-type') === 'text/html' && !what.includes('/uploads'))
      assert.equal(headers.get('cache-control'), 'private, no-store', what);
  }
});

test('what is another’s cannot be told from what does not exist, to the byte', async () => {
  const fresh = await sessionsOf(estate.world);
  const no = shortNo(new Date(), 999_999n);
  const uuid = randomUUID();
  const pairs: readonly (readonly [RoleName, string, string])[] = [
    ['another resident', `/cases/${estate.no}`, `/cases/${no}`],
    ['agent of a company', `/cases/${estate.no}`, `/cases/${no}`],
    ['another resident', `/cases/${estate.no}/receipt`, `/cases/${no}/receipt`],
    ['another resident', `/cases/${estate.no}/receipt/file`, `/cases/${no}/receipt/file`],
    ['another resident', `/cases/${estate.no}/receipt/pdf`, `/cases/${no}/receipt/pdf`],
    ['clerk in charge', `/cases/${estate.no}/receipt/proof`, `/cases/${no}/receipt/proof`],
    ['another resident', `/drafts/${estate.draft}`, `/drafts/${uuid}`],
    ['another resident', `/drafts/${estate.draft}/check`, `/drafts/${uuid}/check`],
    ['another resident', `/uploads/${estate.asset}`, `/uploads/${uuid}`],
    ['clerk of another unit', `/desk/cases/${estate.no}`, `/desk/cases/${no}`],
    ['clerk of another unit', `/uploads/${estate.asset}`, `/uploads/${uuid}`],
    ['clerk of another unit', `/desk/priorities/${estate.proposal}`, `/desk/priorities/${uuid}`],
    ['bureau', `/desk/priorities/${estate.proposal}`, `/desk/priorities/${uuid}`],
    ['approver', `/desk/cases/${estate.no}`, `/desk/cases/${no}`],
    ['another resident', `/cases/${estate.no}?/withdraw`, `/cases/${no}?/withdraw`],
    ['clerk of another unit', `/desk/cases/${estate.no}?/accept`, `/desk/cases/${no}?/accept`],
  ];
  for (const [role, theirs, nothing] of pairs) {
    const look = async (path: string) => {
      const fields = path.includes('?/') ? { fields: { key: 'a'.repeat(32) } } : {};
      return essence(await ask(server, path, { session: fresh.get(role), ...fields }), path);
    };
    assert.deepEqual(await look(theirs), await look(nothing), `${role}: ${theirs}`);
  }
});

test('a visitor is led to sign in the same way, whether there is something or not', async () => {
  for (const [theirs, nothing] of [
    [`/cases/${estate.no}`, `/cases/${shortNo(new Date(), 999_999n)}`],
    [`/uploads/${estate.asset}`, `/uploads/${randomUUID()}`],
  ] as const)
    assert.deepEqual(essence(await ask(server, theirs), theirs), essence(await ask(server, nothing), nothing));
});

/** An answer without what differs between any two: the address itself, the nonce, the request's id, the time. */
function essence({ status, headers, location, body }: Answer, path: string) {
  const [address = ''] = path.split('?');
  const last = address.split('/').find((part) => part.length > 12) ?? '';
  const plain = (text: string) =>
    text
      .replaceAll(last, '…')
      .replaceAll(/nonce[-=]"?[\w+/=-]+/g, 'nonce')
      .replaceAll(/urn:tongban:request:[\w-]+/g, 'request');
  const kept = [...headers].filter(([name]) => !['x-request-id', 'date', 'etag'].includes(name));
  return {
    status,
    location: plain(location),
    body: plain(body),
    headers: kept.map(([name, value]) => [name, plain(value)]),
  };
}

test('an address with a character that no text can have leads nowhere, and is no fault', async () => {
  for (const path of ['/services/%00', '/services/LJ-GA-002%00', '/services/%00/apply', '/open/queues/%00'])
    assert.equal((await ask(server, path, {})).status, 404, path);
});
