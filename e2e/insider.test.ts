import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { formatCheckpoint, formatKey, signNote } from '#tlog';
import { FakeLog, quietLeaves } from '../apps/watch/testing.ts';
import { Drill } from './rig/drill.ts';

let city: Drill;
let twin: FakeLog;
before(async () => {
  city = await Drill.open();
  twin = new FakeLog(city.log);
});
after(async () => {
  twin.close();
  await city.close();
});

/** Another time in a leaf that was published long ago. */
const tampering = (index: number) =>
  `update ledger.leaf set bytes = convert_to(replace(convert_from(bytes, 'UTF8'), '"ts":1', '"ts":2'), 'UTF8')
   where index = ${index}`;

test('an honest log is followed, mirrored and cosigned without an alarm', async () => {
  await city.monitor('monitor');
  const { index } = await city.file();
  await city.cosigned(index);
  const mirror = ['--url', city.ledger, '--log', formatKey(city.log.key), '--data', city.at('mirror')];
  await city.start('mirror', ['mirror', ...mirror], /leaves/);
  assert.doesNotMatch(city.said('monitor'), /alarm/);
});

test('two histories for two clients: whoever gets the one that no witness has seen notices', async () => {
  twin.grow(quietLeaves(40, 0, Math.floor(Date.now() / 1000)));
  await city.alarmed('victim', 'log.unwitnessed', async () => city.monitor('victim', await twin.serve()));
});

test('a replaced checkpoint: whoever saw the true one has both, and together they convict', async () => {
  const { evidence = '' } = await city.alarmed('monitor', 'log.forked', async () => {
    const path = city.at('data/ledger/checkpoint');
    const size = BigInt(readFileSync(path, 'utf8').split('\n')[1] ?? 0);
    const text = formatCheckpoint({ origin: city.log.key.name, size, root: new Uint8Array(32) });
    writeFileSync(path, signNote(text, city.log));
    return Promise.resolve();
  });
  const { status, stdout } = await city.verify(evidence);
  assert.equal(status, 0, stdout);
  assert.match(stdout, /^proved +A rule was broken\..*log\.forked/m);
});

test('a row that the owner of the database changes: the log stands still, and everybody sees it', async () => {
  await city.alarmed('monitor', 'log.unwitnessed', async () => city.owner(tampering(3)));
  const [row] = await city.owner('select problem from ledger.publication');
  assert.equal(row?.problem, 'ledger.row-changed');
});

test('the same owner who also wipes what the city remembers convinces neither witness nor monitor', async () => {
  const { evidence = '' } = await city.alarmed('monitor', 'log.forked', async () => {
    await city.stop('server');
    rmSync(city.at('data/ledger'), { recursive: true });
    rmSync(city.at('data/ledger-guard'), { recursive: true });
    await city.owner(`delete from ledger.cosignature;
      update ledger.publication set witnessed_size = null, witnessed_at = null; delete from ledger.checkpoint`);
    await city.serve();
  });
  assert.match((await city.verify(evidence)).stdout, /log\.forked/);
  const [row] = await city.owner('select witnessed_size from ledger.publication');
  assert.equal(row?.witnessed_size, null);
});

test('a restored backup of everything loses a submission: monitors see it, and its receipt convicts', async () => {
  const other = await Drill.open();
  try {
    await other.file();
    await other.stop('server');
    const restore = await other.backup();
    await other.serve();
    await other.monitor('monitor');
    const { index, receipt } = await other.file();
    await other.cosigned(index);

    await other.alarmed('monitor', 'log.', async () => {
      await other.stop('server');
      restore();
      await other.serve();
      await other.file();
      await other.file();
    });
    const file = other.at('mine.receipt');
    writeFileSync(file, receipt);
    const { status, stdout } = await other.verify(file, '--url', other.ledger);
    assert.equal(status, 1, stdout);
    assert.match(stdout, /ALARM M1 the promise is broken: another leaf stands at \d+/);
    assert.match((await other.verify(`${file}.evidence.json`)).stdout, /receipt\.other-leaf/);
  } finally {
    await other.close();
  }
});
