import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from './config.ts';

test('nothing needs to be set: port 3000, the embedded database, demo mode, every part', () => {
  const config = readConfig({}, '/srv/tongban');
  assert.equal(config.port, 3000);
  assert.equal(config.dataDirectory, '/srv/tongban/data');
  assert.equal(config.keyDirectory, '/srv/tongban/keys');
  assert.equal(config.databaseUrl, undefined);
  assert.equal(config.demo, true);
  assert.deepEqual([...config.parts], ['web', 'api', 'worker']);
});

test('a site for others has no known passwords unless its operator says so', () => {
  assert.equal(readConfig({ TONGBAN_ORIGIN: 'https://tongban.example' }).demo, false);
  assert.equal(readConfig({ TONGBAN_ORIGIN: 'https://tongban.example', TONGBAN_DEMO: 'on' }).demo, true);
  assert.equal(readConfig({ TONGBAN_ORIGIN: 'http://localhost:8080' }).demo, true);
});

test('whoever brings a database is no demonstration, unless they say so', () => {
  const DATABASE_URL = 'postgresql://tongban@db/tongban';
  assert.equal(readConfig({ DATABASE_URL }).demo, false);
  assert.equal(readConfig({ DATABASE_URL, TONGBAN_DEMO: 'on' }).demo, true);
  assert.equal(readConfig({ TONGBAN_DEMO: 'off' }).demo, false);
});

test('an empty variable is as good as none', () => {
  assert.equal(readConfig({ DATABASE_URL: '', PORT: '', TONGBAN_ORIGIN: '' }).demo, true);
});

test('the public origin loses its path', () => {
  assert.equal(readConfig({ TONGBAN_ORIGIN: 'https://tongban.example/' }).origin, 'https://tongban.example');
});

test('what cannot be meant is refused by name, without its value', () => {
  const wrong: Record<string, string> = {
    PORT: '70000',
    DATABASE_URL: 'db.example:secret',
    TONGBAN_DEMO: 'perhaps',
    TONGBAN_ORIGIN: 'ftp://secret.example',
    TONGBAN_ROLES: 'web,secret',
    LOG_LEVEL: 'secret',
    TONGBAN_METRICS_TOKEN: 'secret',
  };
  for (const [name, value] of Object.entries(wrong))
    assert.throws(
      () => readConfig({ [name]: value }),
      (error) => error instanceof Error && error.message.startsWith(`${name} `) && !error.message.includes('secret'),
      name,
    );
});

test('keys beside the data are refused, a neighbour of a like name is not', () => {
  assert.throws(() => readConfig({ DATA_DIR: '/srv/a', KEYS_DIR: '/srv/a/keys' }), /KEYS_DIR/);
  assert.throws(() => readConfig({ DATA_DIR: '/srv/a', KEYS_DIR: '/srv/a' }), /KEYS_DIR/);
  assert.equal(readConfig({ DATA_DIR: '/srv/a', KEYS_DIR: '/srv/a-keys' }).keyDirectory, '/srv/a-keys');
});
