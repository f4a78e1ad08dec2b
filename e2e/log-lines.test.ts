import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { SESSION_COOKIE } from '#identity';
import { filedCase, resident } from '../modules/cases/testing.ts';
import { openCity, type City } from './pages/city.ts';
import { sessionOf } from './pages/sessions.ts';
import { ask } from './rig/wire.ts';

const NUMBER = '530702199001011234';
const PHONE = '13887001234';
const NAME = '张蔚';
const STORY = '钱包在忠义市场掉了';
let city: City;
before(async () => {
  city = await openCity({ LOG_LEVEL: 'trace' });
});
after(async () => city.close());

/** What pino has written; the list of demo sign-ins goes to the terminal. */
function logged(): readonly string[] {
  return city
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'));
}

/** Every part of the one port is asked, with something personal wherever something can be put. */
async function talk(session: string, no: string): Promise<void> {
  const name = encodeURIComponent(NAME);
  const pages = ['/cases', `/cases/${no}`, `/cases/${NUMBER}`, `/services?q=${NUMBER}`, `/nothing/${name}`];
  const more = [`/track?no=${no}&phone=${PHONE}`, `/sign-in?next=/cases/${no}`, `/uploads/${NUMBER}`];
  for (const page of [...pages, ...more]) await ask(city, page, { session });

  const fields = { reason: STORY, no, code: 'ABCD2345', phone: PHONE, login: NUMBER };
  const forms = [`/cases/${no}?/withdraw`, '/track', '/desk/next', `/drafts/${NUMBER}/x?/save`, '/idp/interaction/x'];
  for (const form of forms) {
    await ask(city, form, { session, fields });
    await ask(city, form, { session, fields, from: 'https://elsewhere.example' });
  }
  await ask(city, `/cases/${no}?/withdraw`, { session: `${session}x`, fields });
  await ask(city, '/uploads', { session, fields: 'not a form' });
}

test('no line of the log carries an address, a query, a cookie or what somebody typed', async () => {
  const session = await sessionOf(city, 'zhang-wei');
  const no = await filedCase(city.world, await resident(city.world, 'zhang-wei'));
  await talk(session, no);

  const lines = logged();
  assert.ok(lines.filter((line) => line.includes('"Answered"')).length >= 15);
  const personal = [NUMBER, PHONE, NAME, encodeURIComponent(NAME), STORY, no, 'ABCD2345'];
  for (const secret of [...personal, session, SESSION_COOKIE, '127.0.0.1', '::1'])
    assert.deepEqual(
      lines.filter((line) => line.includes(secret)),
      [],
      secret,
    );
});

const PATIENCE_MS = 10_000;

/** The line of a request is written when its answer has gone out, and comes through a pipe: it may be a little late. */
async function lineOf(id: string): Promise<string | undefined> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const line = logged().find((each) => each.includes(id));
    if (line !== undefined || Date.now() > until) return line;
    await sleep(50);
  }
}

test('a line says which part answered, with what and how fast, under an id that the answer carries', async () => {
  const { headers } = await ask(city, '/services?q=abc', {});
  const id = headers.get('x-request-id') ?? '';

  const line = await lineOf(id);
  const { method, route, status, seconds } = JSON.parse(line ?? '{}') as Record<string, unknown>;
  assert.deepEqual({ method, route, status }, { method: 'GET', route: '/services', status: 200 });
  assert.equal(typeof seconds, 'number');
});
