import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { newSigningKey, readSigningKey } from '#disk';
import { earlierLogKeys, receiptFor } from '#ledger';
import { formatKey, parsePolicy } from '#tlog';
import { freshDatabase, type TestDatabase } from '#testing/fresh-database';
import { installation, startTongban, type Ended, type Started } from './testing.ts';

const NAME = 'city.example/ledger';
const { environment, directory, remove } = installation();
const keys = join(directory, 'keys');
const aKey = (name: string) => {
  const text = newSigningKey(name);
  return { text, signer: readSigningKey(text), key: formatKey(readSigningKey(text).key) };
};
const [first, second] = [aKey(NAME), aKey(NAME)];
const [oldReceipts, newReceipts] = [aKey(`${NAME}/receipt`), aKey(`${NAME}/receipt`)];
let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
  mkdirSync(keys, { recursive: true });
});
after(async () => {
  await database.close();
  remove();
});

/** Serves with these keys, the first of each in use, while `work` is done. */
async function servingWith(
  log: readonly { text: string }[],
  receipts: readonly { text: string }[],
  work: (url: string) => Promise<void>,
): Promise<void> {
  const file = (name: string, lines: readonly { text: string }[]) =>
    writeFileSync(join(keys, name), lines.map(({ text }) => `${text}\n`).join(''), { mode: 0o600 });
  file('ledger.key', log);
  file('receipt.key', receipts);
  const settings = { DATABASE_URL: database.url, TONGBAN_DEMO: 'on', TONGBAN_ROLES: 'api,worker', LOG_LEVEL: 'warn' };
  const server = startTongban(['serve'], { ...environment, ...settings });
  await server.says(/Tongban is at/);
  const url = `${addressOf(server)}/ledger`;
  await published(url);
  await work(url);
  server.signal('SIGTERM');
  assert.equal((await server.ended).status, 0);
}

const addressOf = (server: Started) => /Tongban is at (\S+?)\/?\s/.exec(server.output())?.[1] ?? '';

/** The checkpoint covers every leaf. */
async function published(url: string): Promise<void> {
  for (;;) {
    const { rows } = await database.ownerPool.query<{ size: string }>('select size::text as size from ledger.head');
    const response = await fetch(`${url}/checkpoint`);
    if (response.ok && (await response.text()).split('\n')[1] === rows[0]?.size) return;
  }
}

/** Looks once, as somebody who trusts these keys alone. */
async function monitor(url: string, data: string, ...trusted: readonly string[]): Promise<Ended> {
  const logs = trusted.flatMap((key) => ['--log', key]);
  return startTongban(['monitor', url, ...logs, '--data', join(directory, data), '--once'], {}).ended;
}

const signatures = async (url: string) =>
  (await (await fetch(`${url}/checkpoint`)).text()).split('\n').filter((line) => line.startsWith(`— ${NAME} `)).length;

const receipt = join(directory, 'old.receipt');
const proof = join(directory, 'old.proof');
const policy = join(directory, 'policy');
const saved = async (url: string, path: string, file: string) =>
  writeFileSync(file, await (await fetch(`${url}/${path}`)).text());

test('under its first key the log is followed by whoever trusts that key, and a receipt is given', async () => {
  await servingWith([first], [oldReceipts], async (url) => {
    assert.equal(await signatures(url), 1);
    for (const data of ['old-eyes', 'all-eyes']) {
      const { status, stdout, stderr } = await monitor(url, data, first.key);
      assert.equal(status, 0, stdout + stderr);
    }
    await saved(url, 'proof/0', proof);
    const press = { origin: NAME, receiptSigners: [oldReceipts.signer] };
    writeFileSync(receipt, (await receiptFor(database.db, press, 0n)) ?? '');
  });
});

test('while both keys sign, the log says so in a leaf, and either is enough', async () => {
  await servingWith([first, second], [newReceipts, oldReceipts], async (url) => {
    assert.equal(await signatures(url), 2);
    await saved(url, 'policy', policy);
    assert.deepEqual(readFileSync(policy, 'utf8').split('\n').slice(0, 2), [`log ${first.key}`, `log ${second.key}`]);
    for (const [key, data] of [
      [first.key, 'old-eyes'],
      [second.key, 'new-eyes'],
    ] as const) {
      const { status, stdout, stderr } = await monitor(url, data, key);
      assert.equal(status, 0, stdout + stderr);
    }
  });
  const { rows } = await database.ownerPool.query<{ leaf: string }>(
    "select convert_from(bytes, 'UTF8') as leaf from ledger.leaf where kind = 'keys' order by index desc limit 1",
  );
  const { add, remove: removed } = JSON.parse(rows[0]?.leaf ?? '{}') as { add: string[]; remove: string[] };
  assert.deepEqual([add.toSorted(), removed], [[second.key, newReceipts.key].toSorted(), []]);
});

test('when the old key is gone, whoever trusts it alone is told that no known key signed; the others go on', async () => {
  await servingWith([second], [newReceipts], async (url) => {
    assert.equal(await signatures(url), 1);
    const left = await monitor(url, 'old-eyes', first.key);
    assert.equal(left.status, 1);
    assert.match(left.stdout + left.stderr, /^ALARM M1 log\.unverifiable \(note\.no-known-signature\)/m);
    for (const [data, ...trusted] of [
      ['new-eyes', second.key],
      ['all-eyes', second.key, first.key],
    ] as const) {
      const { status, stdout, stderr } = await monitor(url, data, ...trusted);
      assert.equal(status, 0, stdout + stderr);
    }

    const args = ['--log', second.key, '--receipt-key', oldReceipts.key, '--url', url];
    const kept = await startTongban(['verify', receipt, ...args], {}).ended;
    assert.equal(kept.status, 0, kept.stdout + kept.stderr);
    assert.match(kept.stdout, /^proved +The log keeps the promise/m);
    const unknown = await startTongban(['verify', receipt, '--log', second.key, '--receipt-key', newReceipts.key], {})
      .ended;
    assert.equal(unknown.status, 1);
    assert.match(unknown.stdout, /^NOT VERIFIED/);
  });
  const named = { policy: parsePolicy(`log ${second.key}\nquorum none\n`) };
  assert.deepEqual(await earlierLogKeys(database, named), [first.key]);
  const known = await database.ownerPool.query('select from ledger.key where removed_index is not null');
  assert.equal(known.rowCount, 2);
  assert.match(readFileSync(receipt, 'utf8'), /^— city\.example\/ledger\/receipt /m);
});

test('a proof from before the change is believed under its earlier key, and says so', async () => {
  writeFileSync(policy, `log ${second.key}\nquorum none\n`);
  const verify = async (...earlier: readonly string[]) =>
    startTongban(['verify', proof, '--policy', policy, ...earlier], {}).ended;
  assert.match((await verify()).stdout, /^NOT VERIFIED: note\.no-known-signature/);
  const { status, stdout } = await verify('--log', first.key);
  assert.equal(status, 0, stdout);
  assert.match(stdout, /^proved +The leaf stands at this place/m);
  assert.ok(stdout.includes(`which the log used before and the policy does not name. (key ${first.key})`), stdout);
});
