import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { newSigningKey, readSigningKey } from '#disk';
import { verifyFile } from '#audit';
import { encodeUtf8, formatKey, parsePolicy, type Policy, type Signer } from '#tlog';
import { cheats, honestCity, live, type City } from '../../modules/audit/testing.ts';
import { Monitor } from './monitor.ts';
import { remoteLog } from './remote-log.ts';
import type { Alarm } from './report.ts';
import { FakeLog, quietLeaves } from './testing.ts';

const witness = readSigningKey(newSigningKey('witness.example/w', 'cosignature'));
const start = 1_790_000_000;
let now = start;
let directory: string;
let log: FakeLog;
let url: string;
let policy: Policy;
beforeEach(async () => {
  now = start;
  directory = mkdtempSync(join(tmpdir(), 'tongban-monitor-'));
  log = new FakeLog();
  url = await log.serve();
  policy = parsePolicy(`log ${formatKey(log.signer.key)}\nquorum none\n`);
});
afterEach(() => {
  log.close();
  rmSync(directory, { recursive: true });
});

const options = () => ({ remote: remoteLog(url), policy, directory, now: () => now * 1000, patience: 60 });
const monitor = () => new Monitor(options());
const codes = async (looking: Monitor) => (await looking.round()).alarms.map(({ code }) => code);
const witnessedBy = (...witnesses: readonly Signer[]) => {
  const lines = witnesses.map(({ key }, at) => `witness W${at} ${formatKey(key)}\n`);
  const names = witnesses.map((_, at) => `W${at}`).join(' ');
  return parsePolicy(`log ${formatKey(log.signer.key)}\n${lines.join('')}group Q all ${names}\nquorum Q\n`);
};

test('a log that grows in order is followed, and another start goes on from the copy', async () => {
  const looking = monitor();
  for (const count of [1, 254, 1, 1, 600]) {
    log.grow(quietLeaves(count));
    const { size, alarms } = await looking.round();
    assert.deepEqual([size, alarms], [log.size, []]);
  }
  log.asked.length = 0;
  log.grow(quietLeaves(1));
  assert.deepEqual(await codes(monitor()), []);
  assert.ok(!log.asked.includes('tile/entries/000'), 'nothing is downloaded twice');
});

test('a leaf that breaks a rule is an alarm with evidence that a stranger can verify', async () => {
  log.grow([...quietLeaves(3), encodeUtf8('{"k":"bribe","ts":1790000000,"v":1}')]);
  const { alarms } = await monitor().round();
  const [alarm] = alarms;
  assert.deepEqual([alarm?.rule, alarm?.code, alarm?.index], ['M12', 'kind.unknown', 3]);
  const { statements } = verifyFile(readFileSync(alarm?.evidence ?? ''), { policy, receiptKeys: [] });
  assert.equal(statements[0]?.code, 'broken');
});

test('an alarm is told before it is proved', async () => {
  log.grow([encodeUtf8('{"k":"bribe","ts":1790000000,"v":1}'), encodeUtf8('no leaf')]);
  const told: string[] = [];
  const tell = ({ code, evidence }: Alarm) => {
    told.push(code);
    assert.equal(evidence, undefined);
    assert.equal(existsSync(join(directory, 'evidence')), false);
  };
  const { alarms } = await new Monitor({ ...options(), tell }).round();
  assert.deepEqual(told, ['kind.unknown', 'leaf.malformed']);
  assert.ok(alarms.every(({ evidence }) => evidence !== undefined && existsSync(evidence)));
});

test('a log that is wrong everywhere is told in full, and proved until there is enough of it', async () => {
  const bribes = Array.from({ length: 2100 }, (_, at) => encodeUtf8(`{"k":"bribe${at}","ts":1790000000,"v":1}`));
  log.grow(bribes);
  const first = await monitor().round();
  assert.equal(first.alarms.length, 2100);
  assert.equal(first.alarms.filter(({ evidence }) => evidence !== undefined).length, 2000);

  const begun = performance.now();
  const again = await monitor().round();
  assert.equal(again.alarms.filter(({ evidence }) => evidence !== undefined).length, 2000);
  assert.ok(performance.now() - begun < 3_000, 'what is proved is not proved again');
  assert.equal(readdirSync(join(directory, 'evidence')).length, 2000);
});

/** A city in which somebody got the cheat done, and life went on. */
function dishonestCity(commit: (city: City) => unknown): City {
  const city = honestCity(7, 120);
  while (commit(city) === false) live(city, 3);
  live(city, 60);
  return city;
}

for (const { name, rule, codes: known, finder, commit } of cheats.filter((cheat) => cheat.finder === 'public'))
  test(`a city with ${name} in it is an alarm of ${rule} whose evidence verifies`, async () => {
    const city = dishonestCity(commit);
    now = city.now;
    log.grow(city.bytes());
    const { alarms } = await monitor().round();
    const alarm = alarms.find(({ code }) => known.some((one) => one === code));
    assert.equal(alarm?.rule, rule, JSON.stringify(alarms));
    assert.equal(alarm.finder, finder);
    const { statements } = verifyFile(readFileSync(alarm.evidence ?? ''), { policy, receiptKeys: [] });
    assert.equal(statements[0]?.values.code, alarm.code);
  });

test('an honest city is no alarm, however it is read', async () => {
  const city = honestCity(11, 800);
  const leaves = city.bytes();
  const looking = monitor();
  for (let at = 0; at < leaves.length; at += 100) {
    log.grow(leaves.slice(at, at + 100));
    now = Math.max(...city.leaves.slice(0, at + 100).map(({ ts }) => Number(ts)));
    assert.deepEqual(await codes(looking), []);
  }
  assert.deepEqual(await codes(monitor()), []);
});

test('a log without fresh cosignatures of a quorum is an alarm after a minute, and again the next time', async () => {
  policy = witnessedBy(witness);
  const looking = monitor();
  const at = async (second: number) => {
    now = start + second;
    return codes(looking);
  };
  log.grow(quietLeaves(2), [witness], BigInt(start));
  assert.deepEqual(await at(0), []);
  log.grow(quietLeaves(2));
  assert.deepEqual(await at(50), []);
  assert.deepEqual(await at(61), ['log.unwitnessed']);
  assert.deepEqual(await at(70), []);
  log.grow([], [witness], BigInt(start + 80));
  assert.deepEqual(await at(81), []);
  log.grow(quietLeaves(1));
  assert.deepEqual(await at(150), ['log.unwitnessed']);
});

/** Three witnesses, two of whom are a quorum. */
function twoOfThree() {
  const names = ['a.example', 'b.example', 'c.example'];
  const [a, b, c] = names.map((name) => readSigningKey(newSigningKey(name, 'cosignature')));
  assert.ok(a && b && c);
  const lines = [a, b, c].map(({ key }, at) => `witness W${at} ${formatKey(key)}\n`).join('');
  policy = parsePolicy(`log ${formatKey(log.signer.key)}\n${lines}group Q 2 W0 W1 W2\nquorum Q\n`);
  return [a, b, c] as const;
}

test('a witness with a wrong clock raises no alarm, and hides none', async () => {
  const [right, other, wrong] = twoOfThree();
  const looking = monitor();
  log.grow(quietLeaves(2, 0, start), [right, other], BigInt(start));
  for (const clock of [start - 9_999, start + 9_999]) {
    log.cosign(wrong, BigInt(clock));
    assert.deepEqual(await codes(looking), [], String(clock));
    log.grow(quietLeaves(1, 0, start), [right, other], BigInt(start));
  }

  log.grow(quietLeaves(1, 7, start + 70), [right, other], BigInt(start));
  log.cosign(wrong, BigInt(start + 9_999));
  now = start + 70;
  const { alarms } = await looking.round();
  assert.deepEqual(
    alarms.map(({ code }) => code),
    ['time.after-cosigned', 'log.unwitnessed'],
  );
  const { statements } = verifyFile(readFileSync(alarms[0]?.evidence ?? ''), { policy, receiptKeys: [] });
  assert.equal(statements[0]?.values.code, 'time.after-cosigned');
});

test('a quorum is as fresh as the slowest witness that it needs, and no clock runs ahead', async () => {
  const other = readSigningKey(newSigningKey('other.example/w', 'cosignature'));
  policy = witnessedBy(witness, other);
  const looking = monitor();
  log.grow(quietLeaves(2), [witness], BigInt(start));
  assert.equal((await looking.round()).witnessed, false, 'one of two');
  log.grow([], [witness, other], BigInt(start + 9_999));
  assert.equal((await looking.round()).witnessed, true);
  now += 61;
  assert.deepEqual(await codes(looking), ['log.unwitnessed'], 'witnesses from the future');
});
