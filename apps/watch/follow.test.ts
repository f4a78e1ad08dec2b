import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { verifyFile } from '#audit';
import { formatKey, parsePolicy } from '#tlog';
import { newSigningKey, readSigningKey } from '#disk';
import { openCopy } from './copy.ts';
import { follow, type Following } from './follow.ts';
import { remoteLog } from './remote-log.ts';
import { FakeLog, quietLeaves } from './testing.ts';

let directory: string;
let log: FakeLog;
let following: Following;
let heard: bigint[];
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'tongban-follow-'));
  log = new FakeLog();
  heard = [];
  following = {
    remote: remoteLog(await log.serve(), { pauseMs: 1 }),
    keys: [log.signer.key],
    witnesses: [],
    directory,
    each: (index) => heard.push(index),
  };
});
afterEach(() => {
  log.close();
  rmSync(directory, { recursive: true });
});

const open = async () => openCopy(following);
const honestly = () => {
  log.tamper = (_path, bytes) => bytes;
};
/** A log with the same key whose leaves differ from index `from` on. */
const otherStory = (from: number, size: number) => {
  const other = new FakeLog(log.signer);
  other.grow([...quietLeaves(from), ...quietLeaves(size - from, 7)]);
  return other;
};
const codeOf = (followed: object) => ('code' in followed ? followed.code : 'followed');

test('whoever follows hears each entry once and in order, however often it is broken off', async () => {
  log.grow(quietLeaves(1500));
  const copy = await open();
  for (const broken of ['tile/entries/003', 'tile/0/004', 'tile/entries/005.p/220']) {
    log.tamper = (path, bytes) => (path === broken ? 503 : bytes);
    await assert.rejects(follow(following, copy), { name: 'WatchError' });
  }
  honestly();
  assert.equal(codeOf(await follow(following, copy)), 'followed');
  assert.deepEqual(
    heard,
    Array.from({ length: 1500 }, (_, at) => BigInt(at)),
  );
});

test('what was downloaded before a program was killed is not downloaded again', async () => {
  log.grow(quietLeaves(2000));
  log.tamper = (path, bytes) => (path === 'tile/entries/006' ? 503 : bytes);
  await assert.rejects(follow(following, await open()), { name: 'WatchError' });
  honestly();
  log.asked.length = 0;
  heard = [];
  assert.equal(codeOf(await follow(following, await open())), 'followed');
  assert.ok(!log.asked.includes('tile/entries/000'), log.asked.join(' '));
  assert.equal(heard.length, 2000);
});

test('a log that tells another story after a download was broken off is found out', async () => {
  log.grow(quietLeaves(300));
  const copy = await open();
  await follow(following, copy);
  log.grow(quietLeaves(700, 300));
  const signed = log.note();
  log.tamper = (path, bytes) => (path.startsWith('tile/entries/003') ? 503 : bytes);
  await assert.rejects(follow(following, copy), { name: 'WatchError' });

  honestly();
  for (const [size, code] of [
    [600, 'log.rewound'],
    [1000, 'log.forked'],
    [1200, 'log.forked'],
  ] as const) {
    log.become(otherStory(400, size));
    for (const known of [copy, await open()]) {
      const breach = await follow(following, known);
      assert.equal(codeOf(breach), code);
      assert.ok('seen' in breach && breach.seen === signed);
    }
  }
});

test('a log that is rewound, or tells another story, is found out with both checkpoints and evidence', async () => {
  const trust = { policy: parsePolicy(`log ${formatKey(log.signer.key)}\nquorum none\n`), receiptKeys: [] };
  log.grow(quietLeaves(500));
  const copy = await open();
  await follow(following, copy);
  for (const [from, size, code] of [
    [200, 200, 'log.rewound'],
    [290, 300, 'log.forked'],
    [290, 500, 'log.forked'],
    [290, 700, 'log.forked'],
    [0, 1, 'log.forked'],
    [0, 0, 'log.rewound'],
  ] as const) {
    log.become(otherStory(from, size));
    const breach = await follow(following, copy);
    assert.ok('code' in breach && breach.code === code, `${code}: ${JSON.stringify(breach)}`);
    assert.deepEqual([breach.seen, breach.served], [copy.checkpoint?.note, log.note()]);
    if (code === 'log.rewound') continue;
    const { statements } = verifyFile(Buffer.from(breach.evidence ?? ''), trust);
    assert.equal(statements[0]?.values.code, code);
  }
  assert.equal((await open()).checkpoint?.size, 500n, 'the copy is what it was');
});

test('another log that is trusted as well is not taken for this one', async () => {
  const other = new FakeLog(readSigningKey(newSigningKey('other.example/ledger')));
  other.grow(quietLeaves(20));
  following = { ...following, keys: [log.signer.key, other.signer.key] };
  log.grow(quietLeaves(10));
  const copy = await open();
  await follow(following, copy);
  log.become(other);
  assert.equal(codeOf(await follow(following, copy)), 'log.other-origin');
});

test('tiles and bundles that are cut, swapped or changed are noticed, and nothing of them is kept', async () => {
  log.grow(quietLeaves(600));
  const instead = (path: string, served: Uint8Array | undefined) => (asked: string, bytes?: Uint8Array) =>
    asked === path ? served : bytes;
  const file = (path: string) => log.files.get(path);
  for (const tamper of [
    instead('tile/0/000', file('tile/0/000')?.subarray(32)),
    instead('tile/0/000', file('tile/0/001')),
    instead('tile/0/002.p/88', file('tile/0/001')?.subarray(0, 88 * 32)),
    instead('tile/1/000.p/2', file('tile/1/000.p/2')?.toReversed()),
    instead('tile/entries/001', file('tile/entries/001')?.subarray(0, 900)),
    instead('tile/entries/000', file('tile/entries/001')),
    instead('tile/entries/000', undefined),
    instead('tile/entries/002.p/88', file('tile/entries/002.p/88')?.subarray(1)),
    instead('tile/0/001', new Uint8Array()),
  ]) {
    rmSync(directory, { recursive: true, force: true });
    log.tamper = tamper;
    assert.equal(codeOf(await follow(following, await open())), 'log.unverifiable');
    honestly();
    assert.equal(codeOf(await follow(following, await open())), 'followed');
  }
});

test('a server that says two things of one tile convinces nobody', async () => {
  log.grow(quietLeaves(300));
  const lie = new FakeLog(log.signer);
  lie.grow(quietLeaves(300, 9));
  const asked = new Map<string, number>();
  log.tamper = (path, bytes) => {
    asked.set(path, (asked.get(path) ?? 0) + 1);
    const lies = path.startsWith('tile/entries/001') || (path.startsWith('tile/0/001') && asked.get(path) !== 1);
    return lies ? lie.files.get(path) : bytes;
  };
  assert.equal(codeOf(await follow(following, await open())), 'log.unverifiable');
});

test('a partial tile that is gone is cut out of the full one', async () => {
  log.grow(quietLeaves(300));
  const files = new Map(log.files);
  log.grow(quietLeaves(300));
  log.tamper = (path) => files.get(path) ?? (path.includes('.p/') ? undefined : log.files.get(path));
  files.delete('tile/0/001.p/44');
  files.delete('tile/entries/001.p/44');
  const followed = await follow(following, await open());
  assert.ok('checkpoint' in followed && followed.checkpoint.size === 300n);
});

test('a checkpoint that nobody signed, or none, is an alarm where there was a log and a mistake elsewhere', async () => {
  log.tamper = (path, bytes) => (path === 'checkpoint' ? Buffer.from('<html>not found</html>') : bytes);
  await assert.rejects(follow(following, await open()), { name: 'WatchError' });
  log.tamper = () => undefined;
  await assert.rejects(follow(following, await open()), { name: 'WatchError' });
  const larger = (bytes: Uint8Array) => Buffer.from(Buffer.from(bytes).toString('utf8').replace('\n600\n', '\n700\n'));
  log.tamper = (path, bytes) => (path === 'checkpoint' && bytes !== undefined ? larger(bytes) : bytes);
  log.grow(quietLeaves(600));
  assert.equal(codeOf(await follow(following, await open())), 'log.unverifiable', 'changed on the way');

  honestly();
  const copy = await open();
  await follow(following, copy);
  log.tamper = () => undefined;
  assert.equal(codeOf(await follow(following, copy)), 'log.unverifiable');
});

test('a copy that was damaged is not built upon, and what was lost of it is made again', async () => {
  log.grow(quietLeaves(600));
  await follow(following, await open());
  const at = (path: string) => join(directory, 'log', path);
  const bundle = readFileSync(at('tile/entries/000'));
  rmSync(at('tile/0/000'));
  await open();
  assert.deepEqual(readFileSync(at('tile/0/000')), Buffer.from(log.files.get('tile/0/000') ?? []));
  for (const damage of [
    () => truncateSync(at('tile/entries/000'), 100),
    () => rmSync(at('tile/entries/000')),
    () => writeFileSync(at('tile/0/001'), Buffer.alloc(8192)),
    () => truncateSync(at('checkpoint'), 30),
  ]) {
    damage();
    await assert.rejects(open(), { name: 'WatchError', message: /damaged/ });
    writeFileSync(at('tile/entries/000'), bundle);
    writeFileSync(at('tile/0/001'), log.files.get('tile/0/001') ?? '');
  }
  assert.ok(readdirSync(at('tile')).length > 0);
});
