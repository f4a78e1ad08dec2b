import assert from 'node:assert/strict';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { test } from 'node:test';
import { clientAddress } from './client-address.ts';

function request(remote: string, forwarded?: string): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: remote });
  const message = new IncomingMessage(socket);
  if (forwarded !== undefined) message.headers['x-forwarded-for'] = forwarded;
  return message;
}

test('without a proxy the connection says who asks, whatever the client claims', () => {
  assert.equal(clientAddress(request('::ffff:203.0.113.9', '9.9.9.9'), 0), '203.0.113.9');
});

test('behind proxies it is what the outermost trusted one saw', () => {
  assert.equal(clientAddress(request('10.0.0.1', '9.9.9.9, 203.0.113.9'), 1), '203.0.113.9');
  assert.equal(clientAddress(request('10.0.0.1', '9.9.9.9, 203.0.113.9, 10.0.0.7'), 2), '203.0.113.9');
});

test('a request that did not come through the proxies counts by its connection', () => {
  assert.equal(clientAddress(request('203.0.113.9'), 1), '203.0.113.9');
  assert.equal(clientAddress(request('203.0.113.9', '9.9.9.9'), 2), '203.0.113.9');
});
