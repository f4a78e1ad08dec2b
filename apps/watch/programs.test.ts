import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { leafHash, formatKey } from '#tlog';
import { formatReceipt } from '#audit';
import { newSigningKey, readSigningKey } from '#disk';
import { startTongban, type Started } from '../cli/testing.ts';
import { FakeLog, quietLeaves } from './testing.ts';

let directory: string;
let log: FakeLog;
let key: string;
let url: string;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'tongban-programs-'));
  log = new FakeLog();
  key = formatKey(log.signer.key);
  url = await log.serve();
});
afterEach(() => {
  log.close();
  rmSync(directory, { recursive: true });
});

const at = (...path: readonly string[]) => join(directory, ...path);
const run = async (...args: readonly string[]) => startTongban(args, {}).ended;
const addressOf = (program: Started) => /is at (\S+)/.exec(program.output())?.[1] ?? '';

test('a witness that is killed at any moment never forgets what it has signed', async () => {
  const args = ['witness', '--name', 'w.example', '--log', key, '--data', at('witness'), '--listen', '127.0.0.1:0'];
  let signed = 0n;
  for (let killing = 1; killing <= 3; killing += 1) {
    const witness = startTongban(args, {});
    await witness.says(/key is \S+/);
    const add = async (body: Uint8Array) =>
      fetch(`${addressOf(witness)}/add-checkpoint`, { method: 'POST', body: Buffer.from(body) });
    if (log.size > 0n) {
      const told = await add(await log.request(log.size));
      const seen = told.status === 200 ? log.size : BigInt((await told.text()).trim());
      assert.ok(seen >= signed, `${seen} after ${signed}`);
      signed = seen;
    }
    for (let grown = 0; grown < killing + 2; grown += 1) {
      log.grow(quietLeaves(3));
      const answer = await add(await log.request(signed));
      assert.equal(answer.status, 200);
      signed = log.size;
    }
    log.grow(quietLeaves(3));
    const underWay = add(await log.request(signed)).catch(() => undefined);
    witness.signal('SIGKILL');
    if ((await underWay)?.status === 200) signed = log.size;
    await witness.ended;
  }
  assert.deepEqual(
    readdirSync(at('witness/checkpoints')).filter((name) => /conflict|unproved/.test(name)),
    [],
  );
});

test('two programs never work in one directory', async () => {
  log.grow(quietLeaves(3));
  const mirror = startTongban(['mirror', '--url', url, '--log', key, '--data', at('mirror')], {});
  await mirror.says(/3 leaves/);
  const second = await run('mirror', '--url', url, '--log', key, '--data', at('mirror'), '--once');
  assert.deepEqual([second.status, second.stdout], [2, '']);
  assert.match(second.stderr, /^Another program works in .*\n$/);
  mirror.signal('SIGKILL');
  await mirror.ended;
  assert.equal((await run('mirror', '--url', url, '--log', key, '--data', at('mirror'), '--once')).status, 0);
});

test('a mirror serves what it has, to a monitor too, and goes on when the log turns out to be split', async () => {
  log.grow(quietLeaves(700));
  const args = ['--url', url, '--log', key, '--data', at('mirror'), '--listen', '127.0.0.1:0'];
  const mirror = startTongban(['mirror', ...args], {});
  await mirror.says(/700 leaves/);
  const fork = new FakeLog(log.signer);
  fork.grow([...quietLeaves(300), ...quietLeaves(600, 9)]);
  log.become(fork);
  await mirror.says(/ALARM M1 log\.forked \(leaf 300 .*evidence: \S+/);

  const monitor = await run('monitor', addressOf(mirror), '--log', key, '--data', at('monitor'), '--once', '--json');
  assert.deepEqual([monitor.status, monitor.stdout], [0, '{"size":700}\n']);
  for (const path of ['', 'tile/0/999', 'tile/0/000.p/0', '../witness.key', 'checkpoint.draft', '%2e%2e/x'])
    assert.equal((await fetch(`${addressOf(mirror)}${path}`)).status, 404, path);
  mirror.signal('SIGTERM');
  assert.equal((await mirror.ended).status, 1);

  const [, evidence = ''] = /evidence: (\S+)/.exec(mirror.output()) ?? [];
  const verdict = await run('verify', evidence, '--log', key);
  assert.equal(verdict.status, 0);
  assert.match(verdict.stdout, /^proved {6}A rule was broken\..*log\.forked/m);
});

test('a monitor ends with 0 for nothing found, 1 for a finding and 2 when it could not look', async () => {
  const monitor = async (address: string, data: string) =>
    run('monitor', address, '--log', key, '--data', at(data), '--once');
  log.grow(quietLeaves(300));
  assert.deepEqual(await monitor(url, 'good'), { status: 0, stdout: '300 leaves are in order.\n', stderr: '' });

  log.grow([Buffer.from('{"k":"bribe","ts":1790000000,"v":1}')]);
  const found = await monitor(url, 'good');
  assert.equal(found.status, 1);
  assert.match(
    found.stdout,
    /^ALARM M12 kind\.unknown at leaf 300 \(kind bribe\)\nPROOF M12 kind\.unknown at leaf 300; evidence: \S+\n301 leaves/,
  );
  const [, evidence = ''] = /evidence: (\S+)/.exec(found.stdout) ?? [];
  assert.equal((await run('verify', evidence, '--log', key)).status, 0);

  for (const failing of [
    await monitor(`${url}nowhere/`, 'bad'),
    await monitor(url, 'good/log/checkpoint'),
    await run('monitor', url, '--policy', at('no-such-file'), '--once'),
    await run('monitor', url, '--log', key, '--colour'),
  ]) {
    assert.equal(failing.status, 2);
    assert.equal(failing.stdout, '');
    assert.match(failing.stderr, /^[^\n]+\n$/, 'one sentence');
  }
});

test('a monitor that is told to stop stops, also in the middle of a long download', async () => {
  log.grow(quietLeaves(2000));
  log.tamper = (path, bytes) => (path === 'tile/entries/005' ? 503 : bytes);
  const monitor = startTongban(['monitor', url, '--log', key, '--data', at('monitor')], {});
  while (!log.asked.includes('tile/entries/005')) await new Promise(setImmediate);
  monitor.signal('SIGINT');
  const { status, stdout } = await monitor.ended;
  assert.deepEqual([status, stdout], [0, '']);
});

test('a broken receipt is an alarm with evidence that convicts', async () => {
  const receipts = readSigningKey(newSigningKey(`${log.signer.key.name}/receipt`));
  const [mine = Buffer.of(), other = Buffer.of()] = quietLeaves(2);
  const promise = { origin: log.signer.key.name, index: 1n, leafHash: leafHash(mine), time: 0n, mergeDelay: 60n };
  writeFileSync(at('receipt'), formatReceipt(promise, receipts));
  log.grow([mine, other]);
  const trust = ['--log', key, '--receipt-key', formatKey(receipts.key)];
  const { status, stdout } = await run('verify', at('receipt'), ...trust, '--url', url);
  assert.equal(status, 1);
  assert.match(stdout, /^proved {6}The operator promised/m);
  assert.match(stdout, /^ALARM M1 the promise is broken: another leaf stands at 1; evidence: /m);
  assert.match((await run('verify', at('receipt.evidence.json'), ...trust)).stdout, /receipt\.other-leaf/);
});

test('a file that was changed, or is none of ours, is not verified', async () => {
  const note = log.grow(quietLeaves(3));
  for (const [text, status, said] of [
    [note, 0, /^proved {6}The log signed this state\./m],
    [note.replace('\n3\n', '\n4\n'), 1, /^NOT VERIFIED: note\.bad-signature/],
    ['hello', 1, /^NOT VERIFIED: file\.unknown/],
  ] as const) {
    writeFileSync(at('file'), text);
    const ended = await run('verify', at('file'), '--log', key);
    assert.deepEqual([ended.status, ended.stderr], [status, '']);
    assert.match(ended.stdout, said);
  }
  assert.equal((await run('verify', at('missing'), '--log', key)).status, 2);
});

test('what the required witnesses have not seen has a title and a status of its own', async () => {
  const witness = readSigningKey(newSigningKey('w.example', 'cosignature'));
  writeFileSync(at('policy'), `log ${key}\nwitness W ${formatKey(witness.key)}\nquorum W\n`);
  for (const [cosigners, status, title] of [
    [[witness], 0, /^\S+ is a checkpoint\.$/m],
    [[], 3, /^\S+ is a checkpoint that the required witnesses have NOT seen\.$/m],
  ] as const) {
    writeFileSync(at('file'), log.grow(quietLeaves(1), cosigners, 1_790_000_000n));
    const ended = await run('verify', at('file'), '--policy', at('policy'));
    assert.equal(ended.status, status, ended.stdout);
    assert.match(ended.stdout, title);
  }
});
