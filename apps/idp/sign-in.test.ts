import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { interactionView, readSession, seedDemo } from '#identity';
import { systemClock } from '#kernel';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { signInRoutes } from './index.ts';
import { Browser } from './testing.ts';

const PASSWORD = 'tongban-demo';
let database: TestDatabase;
let app: ReturnType<typeof appOn>;
let server: Server;
let origin: string;

function appOn(demo: boolean, publicOrigin: string) {
  return { ...testWorld(database, systemClock), config: { demo, origin: publicOrigin } };
}

async function serve(routes: () => ReturnType<typeof signInRoutes>): Promise<Server> {
  const listening = createServer((req, res) => {
    const path = new URL(req.url ?? '/', 'http://x').pathname;
    if (!routes()(req, res, path)) res.end(`page ${path}`);
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return listening;
}

function portOf(listening: Server): number {
  return (listening.address() as AddressInfo).port;
}

before(async () => {
  database = await freshDatabase();
  let routes: ReturnType<typeof signInRoutes> | undefined;
  server = await serve(() => (routes ??= signInRoutes(app)));
  app = appOn(true, 'http://unused.example');
  origin = `http://localhost:${portOf(server)}`;
  await seedDemo(app);
});
after(async () => {
  server.closeAllConnections();
  server.close();
  await database.close();
});

/** Follows the redirects to the sign-in page and gives its uid. */
async function toSignInPage(browser: Browser, next = ''): Promise<string> {
  const page = await browser.get(`/sign-in${next === '' ? '' : `?next=${encodeURIComponent(next)}`}`);
  const uid = /^\/sign-in\/([\w-]+)$/.exec(page.path)?.[1];
  assert(uid !== undefined, `stopped at ${page.path}: ${page.text}`);
  return uid;
}

async function signIn(browser: Browser, login: string, next = ''): Promise<string> {
  const uid = await toSignInPage(browser, next);
  const view = await interactionView(app, uid);
  assert(view !== undefined);
  const { path } = await browser.post(view.action, { login, password: PASSWORD });
  return path;
}

test('a resident signs in with plain forms, comes back to the page and is known there', async () => {
  const browser = new Browser(origin);
  assert.equal(
    await signIn(browser, 'zhang-wei', '/services/LJ-GA-002?from=search'),
    '/services/LJ-GA-002?from=search',
  );

  const viewer = await readSession(app, browser.cookie('tb_session'));
  assert.equal(viewer.kind, 'resident');
});

test('an officer who came from nowhere arrives at the desk', async () => {
  const browser = new Browser(origin);
  assert.equal(await signIn(browser, 'clerk-scj'), '/desk');
  const viewer = await readSession(app, browser.cookie('tb_session'));
  assert(viewer.kind === 'officer' && viewer.roles[0]?.role === 'clerk');
});

test('signing out ends the session here and at the provider', async () => {
  const browser = new Browser(origin);
  await signIn(browser, 'he-xiuying');
  const token = browser.cookie('tb_session');
  assert.notEqual(browser.cookie('tb_idp'), undefined);

  const { path } = await browser.post('/sign-out', {});
  assert.equal(path, '/');
  assert.equal((await readSession(app, token)).kind, 'visitor');
  assert.equal(browser.cookie('tb_session'), undefined);
  assert.equal(browser.cookie('tb_idp'), undefined);
  assert.equal((await browser.post('/sign-out', {})).path, '/', 'signing out twice is harmless');
});

test('signing in again asks for the password again, and ends the session before', async () => {
  const browser = new Browser(origin);
  await signIn(browser, 'yang-amei');
  const former = browser.cookie('tb_session');
  assert.equal(await signIn(browser, 'mu-yulong'), '/');

  assert.equal((await readSession(app, former)).kind, 'visitor');
  assert.equal((await readSession(app, browser.cookie('tb_session'))).kind, 'resident');
});

test('signing out is no riddle when the provider has forgotten already', async () => {
  const browser = new Browser(origin);
  await signIn(browser, 'yang-amei');
  await database.db.deleteFrom('identity.provider_payload').where('model', '=', 'Session').execute();

  assert.equal((await browser.post('/sign-out', {})).path, '/');
  assert.equal(browser.cookie('tb_session'), undefined);
});

test('a wrong password and an unknown login lead to the same page with the same words', async () => {
  const browser = new Browser(origin);
  const uid = await toSignInPage(browser);
  const wrong = await browser.post(`/idp/interaction/${uid}`, { login: 'zhang-wei', password: 'wrong' });
  const unknown = await browser.post(`/idp/interaction/${uid}`, { login: 'nobody', password: 'wrong' });

  assert.equal(wrong.path, `/sign-in/${uid}?problem=identity.wrong-credentials`);
  assert.deepEqual(wrong, unknown);
  assert.equal(browser.cookie('tb_session'), undefined);
  assert.equal((await browser.post(`/idp/interaction/${uid}`, { login: 'zhang-wei', password: PASSWORD })).path, '/');
});

test('nobody is sent to another site after signing in', async () => {
  for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', '/\tx', 'javascript:alert(1)'])
    assert.equal(await signIn(new Browser(origin), 'zhang-wei', next), '/', next);
});

test('a sign-in that somebody else began cannot be finished in this browser', async () => {
  const uid = await toSignInPage(new Browser(origin));
  const victim = new Browser(origin);
  const { path } = await victim.post(`/idp/interaction/${uid}`, { login: 'zhang-wei', password: PASSWORD });

  assert.match(path, /^\/sign-in\/(?!callback)/, 'a sign-in of their own begins');
  assert(!path.endsWith(uid));
  assert.equal(victim.cookie('tb_session'), undefined);
});

test('forms that come from other pages, or from nowhere, are refused', async () => {
  const browser = new Browser(origin);
  await signIn(browser, 'zhang-wei');
  for (const from of ['https://evil.example', 'null', undefined]) {
    assert.equal((await browser.post('/sign-out', {}, from)).status, 403);
    assert.equal((await browser.post('/idp/interaction/x', {}, from)).status, 403);
  }
  assert.equal((await readSession(app, browser.cookie('tb_session'))).kind, 'resident');
});

test('an answer with a state that was never asked for begins anew and signs nobody in', async () => {
  const browser = new Browser(origin);
  const { path } = await browser.get('/sign-in/callback?code=stolen&state=forged');
  assert.match(path, /^\/sign-in\/[\w-]+$/);
  assert.equal(browser.cookie('tb_session'), undefined);
});

test('other paths are left to others, and a sign-in that is over has no view', async () => {
  const browser = new Browser(origin);
  assert.equal((await browser.get('/sign-in/some-uid')).text, 'page /sign-in/some-uid');
  assert.equal((await browser.get('/sign-out')).text, 'page /sign-out');
  assert.equal(await interactionView(app, 'some-uid'), undefined);
});

test('the provider’s keys are made once, and stay unreadable in its tables', async () => {
  const jwks = async () => (await new Browser(origin).get('/idp/jwks')).text;
  assert.match(await jwks(), /"OKP"/);
  assert(!(await jwks()).includes('"d"'));
  const { rows } = await database.ownerPool.query<{ row: string }>(
    'select s::text as row from identity.provider_secret s',
  );
  assert.equal(rows.filter(({ row }) => row.startsWith('(provider,')).length, 1);
  const readable = rows.map(({ row }) =>
    Buffer.from(/x([0-9a-f]+)"?,"?20/.exec(row)?.[1] ?? '', 'hex').toString('latin1'),
  );
  assert(!readable.join().includes('signingKey'));
});

test('without demo mode a forged Host changes nothing, and no sample account signs in', async () => {
  let real: ReturnType<typeof signInRoutes> | undefined;
  const listening = await serve(() => (real ??= signInRoutes(productive)));
  const publicOrigin = `http://127.0.0.1:${portOf(listening)}`;
  const productive = { ...appOn(false, publicOrigin), crypto: app.crypto };
  try {
    const browser = new Browser(publicOrigin);
    const uid = await toSignInPage(browser);
    const { path } = await browser.post(`/idp/interaction/${uid}`, { login: 'zhang-wei', password: PASSWORD });
    assert.match(path, /problem=identity.wrong-credentials$/);

    const forged = await fetch(`http://127.0.0.1:${portOf(listening)}/sign-in`, {
      headers: { host: 'localhost:1', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
      redirect: 'manual',
    });
    assert(forged.headers.get('location')?.startsWith(`${publicOrigin}/idp/auth?`));
  } finally {
    listening.closeAllConnections();
    listening.close();
  }
});
