import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, test } from 'node:test';
import { remoteLog, type Line } from './remote-log.ts';

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server?.closeAllConnections();
});

/** Reads one file of a log that somebody serves in this way. */
async function read(listener: RequestListener, path = 'checkpoint', line: Line = {}) {
  server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address === null || typeof address === 'string' ? 0 : address.port;
  return remoteLog(`http://127.0.0.1:${port}/ledger`, { pauseMs: 1, ...line }).read(path);
}

test('a file is read below the address, and what is not there is nothing', async () => {
  const bytes = await read((request, response) => response.end(request.url));
  assert.equal(new TextDecoder().decode(bytes), '/ledger/checkpoint');
  server?.close();
  for (const status of [404, 410])
    assert.equal(await read((_request, response) => response.writeHead(status).end()), undefined);
});

test('a server in trouble and a line that breaks are asked again, four times in all', async () => {
  let asked = 0;
  const bytes = await read((request, response) => {
    asked += 1;
    if (asked === 1) response.writeHead(503).end();
    else if (asked === 2) request.socket.destroy();
    else if (asked === 3)
      response.writeHead(200, { 'content-length': '10' }).write('half', () => request.socket.destroy());
    else response.end('whole');
  });
  assert.equal(new TextDecoder().decode(bytes), 'whole');

  asked = 0;
  const refusing: RequestListener = (_request, response) => {
    asked += 1;
    response.writeHead(500).end();
  };
  await assert.rejects(read(refusing), { name: 'WatchError', message: /checkpoint cannot be read: .* 500/ });
  assert.equal(asked, 4);
});

test('a refusal or a way elsewhere is not tried again, and nobody goes there', async () => {
  for (const status of [400, 403, 301, 302, 307]) {
    let asked = 0;
    const answer: RequestListener = (_request, response) => {
      asked += 1;
      response.writeHead(status, { location: '/ledger/elsewhere' }).end();
    };
    await assert.rejects(read(answer), { name: 'WatchError' });
    assert.equal(asked, 1, String(status));
  }
});

test('an answer without an end is cut off, also when it is packed', async () => {
  const endless: RequestListener = (_request, response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  };
  for (const path of ['checkpoint', 'tile/entries/000'])
    await assert.rejects(read(endless, path), { name: 'WatchError', message: /more than such a file can hold/ });
});

test('a server that never answers is given up', async () => {
  await assert.rejects(
    read(() => undefined, 'checkpoint', { patienceMs: 10 }),
    { name: 'WatchError' },
  );
  await assert.rejects(remoteLog('http://127.0.0.1:1', { pauseMs: 1 }).read('checkpoint'), { name: 'WatchError' });
});

test('whoever wants to stop does not wait for an answer', async () => {
  const stopping = new AbortController();
  const asked = read(() => stopping.abort(), 'checkpoint', { stop: stopping.signal });
  await assert.rejects(asked, { name: 'WatchError', message: /stopped/ });
});

test('what is no address is said', () => {
  for (const address of ['', 'city.example', 'file:///etc/passwd', 'javascript:alert(1)'])
    assert.throws(() => remoteLog(address), { name: 'WatchError', message: /is not the address of a log/ });
});
