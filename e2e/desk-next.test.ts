import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { translator } from '#kernel';
import { openCity, type City } from './pages/city.ts';
import { sessionOf } from './pages/sessions.ts';
import { ask } from './rig/wire.ts';

const t = translator('zh-CN');
let city: City;
let session: string;
before(async () => {
  city = await openCity();
  session = await sessionOf(city, 'clerk-gaj');
});
after(async () => city.close());

/** The sentence that the desk shows after a request to take. */
async function told(fields?: Readonly<Record<string, string>>): Promise<string> {
  const { status, location } = await ask(city, '/desk/next', { session, ...(fields && { fields }) });
  assert.equal(status, 303);
  const { body } = await ask(city, location, { session });
  return /role="(?:alert|status)"[^>]*>([\s\S]*?)</.exec(body)?.[1]?.trim() ?? '';
}

test('who follows the address of taking is told to press the button', async () => {
  assert.equal(await told(), t('desk.next-by-button'));
});

test('a request to take without a key, or with one that is none, takes nothing and says so', async () => {
  for (const fields of [
    {},
    { key: '' },
    { key: 'short' },
    { key: '../../etc/passwd/aaaaaaaa' },
    { key: 'x'.repeat(5000) },
  ])
    assert.equal(await told(fields), t('desk.next-without-key'));
});

test('an empty queue is said in words', async () => {
  assert.equal(await told({ key: 'k'.repeat(32) }), t('queue.empty'));
});
