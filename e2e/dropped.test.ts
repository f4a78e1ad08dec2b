import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Drill } from './rig/drill.ts';

const MERGE_DELAY_MS = 60_000;
/** How long an outsider may take to notice. */
const PROMISE_MS = 60_000;
const POLL_MS = 2_000;

/** A city with a monitor of somebody else's, and three applications in its log. */
async function inCity(play: (city: Drill, newest: bigint) => Promise<void>): Promise<void> {
  const city = await Drill.open();
  try {
    await city.file();
    await city.file();
    const { index } = await city.file();
    await city.cosigned(index);
    await city.monitor('monitor');
    await play(city, index);
  } finally {
    await city.close();
  }
}

/** Ways in which the owner of the database makes leaves disappear that are published. */
const deletions = [
  { name: 'one row in the middle', sql: () => 'delete from ledger.leaf where index = 3' },
  {
    name: 'the newest rows, and what counts them',
    sql: (newest: bigint) =>
      `delete from ledger.leaf where index >= ${newest}; update ledger.head set size = ${newest}`,
  },
];

describe('what the owner of the database takes out is noticed by others', { concurrency: true }, () => {
  for (const { name, sql } of deletions)
    test(`deleted: ${name}. The log stands still, and everybody sees it`, async () =>
      inCity(async (city, newest) => {
        await city.alarmed('monitor', 'log.unwitnessed', async () => city.owner(sql(newest)));
        const [row] = await city.owner('select problem from ledger.publication');
        assert.equal(row?.problem, 'ledger.row-changed');
      }));

  test('dropped after its receipt, before anybody saw it: the log looks honest, and the receipt convicts', async () =>
    inCity(async (city) => {
      await city.stop('server');
      const { index, receipt } = await city.file();
      const due = Date.now() + MERGE_DELAY_MS;
      await city.owner(`delete from ledger.leaf where index >= ${index}; update ledger.head set size = ${index}`);
      await city.serve();
      const file = city.at('mine.receipt');
      writeFileSync(file, receipt);

      assert.match((await asked(city, file)).stdout, /^The log does not hold it yet, and has until \d+\.$/m);
      const { stdout } = await alarm(city, file, due + PROMISE_MS);
      assert.match(stdout, /^ALARM M1 the promise is broken: .* was promised until \d+; evidence: /m);
      assert.match((await city.verify(`${file}.evidence.json`)).stdout, /^proved +A rule .*receipt\.not-kept/m);
      assert.doesNotMatch(city.said('monitor'), /alarm/);
    }));
});

const asked = async (city: Drill, file: string) => city.verify(file, '--url', city.ledger);

/** What whoever holds the receipt hears, once the log itself convicts the operator. */
async function alarm(city: Drill, file: string, latest: number): Promise<{ readonly stdout: string }> {
  for (;;) {
    const answer = await asked(city, file);
    if (answer.status === 1 && answer.stdout.includes('; evidence: ')) return answer;
    assert.ok(Date.now() < latest, `nobody noticed; the last answer was:\n${answer.stdout}`);
    await sleep(POLL_MS);
  }
}
