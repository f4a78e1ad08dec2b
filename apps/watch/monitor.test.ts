import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { newSigningKey, readSigningKey } from '#disk';
import { verifyFile } from '#audit';
import { encodeUtf8, formatKey, parsePolicy, type Policy } from '#tlog';
import { Monitor } from './monitor.ts';
import { remoteLog } from './remote-log.ts';
import { FakeLog, quietLeaves } from './testing.ts';

const witness = readSigningKey(newSigningKey('witness.example/w', 'cosignature'));
const now = 1_790_000_000_000;
let directory: string;
let log: FakeLog;
let url: string;
let policy: Policy;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'tongban-monitor-'));
  log = new FakeLog();
  url = await log.serve();
  policy = parsePolicy(`log ${formatKey(log.signer.key)}\nquorum none\n`);
});
afterEach(() => {
  log.close();
  rmSync(directory, { recursive: true });
});

const monitor = (over: { policy?: Policy; now?: () => number } = {}) =>
  new Monitor({ remote: remoteLog(url), policy, directory, now: () => now, patience: 60, ...over });
const codes = async (looking: Monitor) => (await looking.round()).alarms.map(({ code }) => code);

test('a log that grows in order is followed, and another start goes on from the copy', async () => {
  const looking = monitor();
  for (const count of [1, 254, 1, 1, 600]) {
    log.grow(quietLeaves(count));
    const { size, alarms } = await looking.round();
    assert.deepEqual([size, alarms], [log.size, []]);
  }
  const asked: string[] = [];
  log.tamper = (path, bytes) => {
    asked.push(path);
    return bytes;
  };
  log.grow(quietLeaves(1));
  assert.deepEqual(await codes(monitor()), []);
  assert.ok(!asked.includes('tile/entries/000'), 'nothing is downloaded twice');
});

test('a leaf that breaks a rule is an alarm with evidence that a stranger can verify', async () => {
  log.grow([...quietLeaves(3), encodeUtf8('{"k":"bribe","ts":1790000000,"v":1}')]);
  const { alarms } = await monitor().round();
  const [alarm] = alarms;
  assert.deepEqual([alarm?.rule, alarm?.code, alarm?.index], ['M12', 'kind.unknown', 3]);
  const { statements } = verifyFile(readFileSync(alarm?.evidence ?? ''), { policy, receiptKeys: [] });
  assert.equal(statements[0]?.code, 'broken');
});

test('a log that forgets, or tells another story, is an alarm with evidence where there can be one', async () => {
  for (const [size, code] of [
    [300, 'log.rewound'],
    [500, 'log.forked'],
    [700, 'log.forked'],
  ] as const) {
    rmSync(directory, { recursive: true });
    const looking = monitor();
    const honest = new FakeLog(log.signer);
    honest.grow(quietLeaves(500));
    log.files.clear();
    honest.files.forEach((bytes, path) => log.files.set(path, bytes));
    assert.deepEqual(await codes(looking), []);

    const other = new FakeLog(log.signer);
    other.grow([...quietLeaves(290), ...quietLeaves(size - 290, 7)]);
    log.files.clear();
    other.files.forEach((bytes, path) => log.files.set(path, bytes));
    const { alarms } = await looking.round();
    assert.deepEqual(
      alarms.map((alarm) => alarm.code),
      [code],
    );
    const file = alarms[0]?.evidence;
    if (code === 'log.forked')
      assert.equal(verifyFile(readFileSync(file ?? ''), { policy, receiptKeys: [] }).statements[0]?.values.code, code);
    assert.deepEqual(await codes(looking), [], 'a state that lasts is told once');
  }
});

test('tiles and bundles that are cut, swapped or changed are noticed, and nothing of them is kept', async () => {
  log.grow(quietLeaves(600));
  const swapped = (path: string) => path.replace(/\/000$/, '/001');
  for (const tamper of [
    (path: string, bytes?: Uint8Array) => (path === 'tile/0/000' ? bytes?.subarray(32) : bytes),
    (path: string, bytes?: Uint8Array) => (path === 'tile/0/000' ? log.files.get(swapped(path)) : bytes),
    (path: string, bytes?: Uint8Array) => (path === 'tile/entries/001' ? bytes?.subarray(0, 900) : bytes),
    (path: string, bytes?: Uint8Array) => (path === 'tile/entries/000' ? log.files.get(swapped(path)) : bytes),
    (path: string, bytes?: Uint8Array) => (path === 'tile/entries/000' ? undefined : bytes),
    (path: string, bytes?: Uint8Array) =>
      path === 'checkpoint' ? bytes?.map((byte) => (byte === 54 ? 55 : byte)) : bytes,
    (path: string, bytes?: Uint8Array) => (path === 'checkpoint' ? undefined : bytes),
  ]) {
    rmSync(directory, { recursive: true, force: true });
    log.tamper = tamper;
    assert.deepEqual(await codes(monitor()), ['log.unverifiable']);
    log.tamper = (_path, bytes) => bytes;
    assert.deepEqual(await codes(monitor()), []);
  }
});

test('a log without fresh cosignatures of a quorum stands still or is split: an alarm after a minute', async () => {
  policy = parsePolicy(`log ${formatKey(log.signer.key)}\nwitness W ${formatKey(witness.key)}\nquorum W\n`);
  let seconds = 0;
  const looking = monitor({ now: () => now + seconds * 1000 });
  log.grow(quietLeaves(2), [witness], BigInt(now / 1000));
  assert.deepEqual(await codes(looking), []);
  log.grow(quietLeaves(2));
  seconds = 50;
  assert.deepEqual(await codes(looking), []);
  seconds = 61;
  assert.deepEqual(await codes(looking), ['log.unwitnessed']);
});

test('a copy that was damaged is not built upon', async () => {
  log.grow(quietLeaves(300));
  await monitor().round();
  truncateSync(join(directory, 'log/tile/entries/000'), 100);
  await assert.rejects(monitor().round(), { name: 'WatchError' });
  assert.ok(existsSync(join(directory, 'log/checkpoint')));
  assert.ok(readdirSync(directory).includes('log'));
});
