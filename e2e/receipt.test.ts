import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { SESSION_COOKIE } from '#identity';
import { systemClock, type World } from '#kernel';
import { directoryStore } from '#materials';
import { startServer, type RunningServer } from '#testing/running-server';
import { installationCrypto } from '../apps/cli/master-key.ts';
import { resident } from '../modules/cases/testing.ts';
import { file } from './pages/applications.ts';
import { sessionOf } from './pages/sessions.ts';
import { t } from './pages/words.ts';

/** Nobody publishes the log here: the worker is somewhere else, or down. */
let server: RunningServer;
let world: World;
let cookie: string;
let receipt: string;
before(async () => {
  server = await startServer({ TONGBAN_ROLES: 'web,api' });
  const crypto = installationCrypto(join(server.directory, 'keys'));
  world = { db: server.database.db, clock: systemClock, crypto };
  const stage = { ...world, files: directoryStore(join(server.directory, 'data/uploads')) };
  receipt = `/cases/${await file(stage, await resident(stage, 'zhang-wei'), 'LJ-GA-002')}/receipt`;
  cookie = `${SESSION_COOKIE}=${await sessionOf({ ...server, world }, 'zhang-wei')}`;
});
after(async () => server.close());

const get = async (path: string) => fetch(new URL(path, server.origin), { headers: { cookie } });

test('who files gets a receipt at once, and is told what is still to come', async () => {
  const page = await (await get(receipt)).text();
  assert.match(page, new RegExp(t('proof.step.promised')));
  assert.match(page, new RegExp(t('proof.step.published.later')));
  assert.match(page, new RegExp(t('receipt.proof.wait')));
  assert.match(await (await get(`${receipt}/file`)).text(), /^tongban\/receipt\/v1\n/);
  assert.match(await (await get(`${receipt}/pdf`)).text(), /^%PDF-/);
});

test('a proof that is asked for too early is answered with when to come again', async () => {
  const answer = await get(`${receipt}/proof`);
  assert.equal(answer.status, 503);
  assert.match(answer.headers.get('retry-after') ?? '', /^\d+$/);
  const page = await answer.text();
  assert.ok(page.includes(t('ledger.not-yet')) && page.includes(t('errors.wait.title')));
});

test('a ledger that nobody has signed yet says so', async () => {
  const page = await (await get('/open/ledger')).text();
  assert.ok(page.includes(t('ledger.checkpoint.none')) && page.includes(t('ledger.witnesses.none')));
});
