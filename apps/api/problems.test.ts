import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify from 'fastify';
import { InvalidInput, Refusal } from '#kernel';
import { answerProblems } from './problems.ts';

const logged: object[] = [];
const api = Fastify();
answerProblems(api, {
  log: { info: () => undefined, warn: () => undefined, error: (details) => void logged.push(details) },
});
api.get('/uploads/refused', () => {
  throw new Refusal('materials.too-large', { status: 413, values: { megabytes: 20 } });
});
api.get('/api/invalid', () => {
  throw new InvalidInput([{ field: 'name', code: 'kernel.missing' }]);
});
api.get('/api/broken', () => {
  throw new Error('password of Zhang Wei');
});

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

test('whoever follows a link to a file reads a sentence and finds the way home', async () => {
  const { statusCode, headers, body } = await api.inject({ url: '/uploads/refused', headers: browser });
  assert.equal(statusCode, 413);
  assert.match(String(headers['content-type']), /^text\/html/);
  assert.match(body, /20 MB/);
  assert.match(body, /<a href="\/">/);
  assert.match(String(headers['content-security-policy']), /^default-src 'none'; style-src 'sha256-/);
});

test('a program reads a code, whatever it says it accepts', async () => {
  for (const request of [{ url: '/uploads/refused' }, { url: '/api/nothing', headers: browser }]) {
    const { headers } = await api.inject(request);
    assert.match(String(headers['content-type']), /^application\/problem\+json/);
  }
});

test('input that cannot be used is answered with every problem in words', async () => {
  const { statusCode, body } = await api.inject('/api/invalid');
  assert.equal(statusCode, 422);
  assert.match(body, /"problems":\[\{"field":"name","code":"kernel.missing","message":"请填写这一项。"\}\]/);
});

test('a fault is logged, and its reason stays with us', async () => {
  const { statusCode, body } = await api.inject('/api/broken');
  assert.equal(statusCode, 500);
  assert.doesNotMatch(body, /Zhang Wei/);
  assert.equal(logged.length, 1);
});
