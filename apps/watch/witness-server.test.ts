import assert from 'node:assert/strict';
import { readFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { formatKey, parseKey } from '#tlog';
import { listen } from './listen.ts';
import { witnessKey } from './own-key.ts';
import { FakeLog, quietLeaves } from './testing.ts';
import { directoryWitnessStore } from './witness-store.ts';
import { witnessServer } from './witness-server.ts';

let directory: string;
let log: FakeLog;
let server: Server;
let url: string;
let faults: unknown[];
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'tongban-witness-'));
  log = new FakeLog();
  faults = [];
  const logs = [log.signer.key];
  const witness = {
    signer: witnessKey(directory, 'witness.example/w'),
    logs,
    store: directoryWitnessStore(join(directory, 'checkpoints'), logs),
    now: () => 1_790_000_100n,
  };
  ({ server, url } = await listen(
    '127.0.0.1:0',
    witnessServer(witness, (error) => faults.push(error)),
  ));
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
  rmSync(directory, { recursive: true });
});

const post = async (body: Uint8Array | string, path = '/add-checkpoint') =>
  fetch(`${url}${path}`, { method: 'POST', body: typeof body === 'string' ? body : Buffer.from(body) });

test('a checkpoint is cosigned over HTTP, and who is behind is told the size in the way of the specification', async () => {
  log.grow(quietLeaves(5));
  const request = await log.request(0n);
  const answer = await post(request);
  assert.equal(answer.status, 200);
  assert.match(await answer.text(), /^— witness\.example\/w \S+\n$/);
  const behind = await post(request);
  assert.deepEqual(
    [behind.status, behind.headers.get('content-type'), await behind.text()],
    [409, 'text/x.tlog.size', '5\n'],
  );
});

test('what is too much, is somewhere else or is no POST is refused', async () => {
  assert.equal((await post('old 0\n'.padEnd(300_000, 'x'))).status, 413);
  assert.equal((await post('', '/add-checkpoints')).status, 404);
  assert.equal((await fetch(`${url}/add-checkpoint`)).status, 405);
  assert.equal((await post('old 0\n')).status, 400);
});

test('a page says who this is and what it has seen', async () => {
  log.grow(quietLeaves(5));
  assert.match(await (await fetch(url)).text(), /: nothing yet\n/);
  await post(await log.request(0n));
  const page = await (await fetch(url)).text();
  assert.match(page, new RegExp(`log ${log.signer.key.name}: 5\n`));
  assert.equal(parseKey(/key (\S+)/.exec(page)?.[1] ?? '').name, 'witness.example/w');
});

test('a witness that cannot remember signs nothing, and tells no stranger why', async () => {
  log.grow(quietLeaves(5));
  writeFileSync(join(directory, 'checkpoints'), 'a file where the directory must be');
  const answer = await post(await log.request(0n));
  assert.deepEqual([answer.status, await answer.text()], [500, 'This witness cannot answer now.\n']);
  assert.equal(faults.length, 1);
});

test('the key is made once, for its owner alone, and belongs to one name', () => {
  const file = join(directory, 'witness.key');
  const text = readFileSync(file, 'utf8');
  assert.match(text, /^PRIVATE\+KEY\+witness\.example\/w\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*\n$/);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const again = formatKey(witnessKey(directory, 'witness.example/w').key);
  assert.equal(again, formatKey(witnessKey(directory, 'witness.example/w').key));
  assert.throws(() => witnessKey(directory, 'other.example'), { name: 'WatchError', message: /another name/ });
  for (const name of ['', 'a b', 'a+b', 'a\nb', 'a\u0000b', 'x'.repeat(201)])
    assert.throws(() => witnessKey(directory, name), { name: 'WatchError', message: /no name for a witness/ });
  for (const damaged of ['', 'PRIVATE+KEY+a', text.replace('+witness', '+wetness'), `${text.slice(0, -6)}\n`]) {
    writeFileSync(file, damaged);
    assert.throws(() => witnessKey(directory, 'witness.example/w'), { name: 'WatchError', message: /cannot be used/ });
  }
});

test('an address that nothing can listen on is said', async () => {
  for (const address of ['', '8080', 'localhost:http', 'localhost:99999', new URL(url).host])
    await assert.rejects(
      listen(address, () => undefined),
      { name: 'WatchError' },
    );
});
