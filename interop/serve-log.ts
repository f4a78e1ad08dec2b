// Starts the product, lets the city act on it over HTTP until its log has 10,000 leaves, and has the program given as
// the first argument verify what /ledger serves: `bin/node interop/serve-log.ts VERIFY`.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSigningKey } from '#disk';
import { formatKey, openCheckpoint, type VerifierKey } from '#tlog';
import { live, openCity, type City } from '../e2e/rig/city.ts';
import { applicants, type Worker } from '../e2e/rig/people.ts';
import { openServer, type Server } from '../e2e/rig/server.ts';
import { ask } from '../e2e/rig/wire.ts';
import { aKey } from '../modules/cases/testing.ts';

const LEAVES = 10_000n;
const RESIDENTS = 120;
const CLERKS_PER_OFFICE = 3;
/** Applications that are taken up and handed back until there are leaves enough. */
const WAITING = 8;

const [, , verify] = process.argv;
assert.ok(verify, 'usage: serve-log.ts VERIFY');
const start = performance.now();
const server = await openServer();
const city = await openCity(server, { residents: RESIDENTS, clerks: CLERKS_PER_OFFICE });
// Out of band, as whoever verifies must have it: not from the log itself.
const { key } = readSigningKey(readFileSync(join(server.directory, 'keys/ledger.key'), 'utf8').trim());

try {
  await live(city);
  say(`${city.play.total()} acts: ${RESIDENTS} applications from the first page to the last`);
  await file(server, city);
  // One for each office: several at the head of one queue would wait for one another.
  const clerks = [...Map.groupBy(city.officers, ({ office }) => office).values()].flatMap(([clerk]) => clerk ?? []);
  await Promise.all(clerks.map(async (clerk) => takeAndHandBack(server, clerk, key)));
  say(`${await publishedSize(server, key)} leaves are published at ${server.origin}/ledger`);
  const args = ['-key', formatKey(key), '-least', String(LEAVES), `${server.origin}/ledger`];
  const { status } = spawnSync(verify, args, { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  await city.close();
  await server.close();
}
process.exit();

function say(text: string): void {
  process.stdout.write(`${((performance.now() - start) / 1000).toFixed(0).padStart(4)} s  ${text}\n`);
}

async function file(server: Server, { world }: City): Promise<void> {
  for (const { draft, session } of await applicants(world, WAITING)) {
    const { status } = await ask(server, `/drafts/${draft}/check`, {
      session,
      fields: { key: aKey(), declared: 'yes' },
    });
    assert.equal(status, 303, 'an application is filed');
  }
}

/** Takes the next case and hands it back, again and again: two leaves each time. */
async function takeAndHandBack(server: Server, { session }: Worker, log: VerifierKey): Promise<void> {
  while ((await publishedSize(server, log)) < LEAVES) {
    for (let times = 0; times < 20; times += 1) {
      const { location } = await ask(server, '/desk/next', { session, fields: { key: aKey() } });
      if (!location.startsWith('/desk/cases/')) continue;
      const fields = { key: aKey(), reason: 'hand-over' };
      const { status } = await ask(server, `${location}?/release`, { session, fields });
      assert.equal(status, 303, 'a case is handed back');
    }
  }
}

async function publishedSize({ origin }: Server, log: VerifierKey): Promise<bigint> {
  const answer = await fetch(`${origin}/ledger/checkpoint`);
  return openCheckpoint(new Uint8Array(await answer.arrayBuffer()), log).size;
}
