import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startCluster, type Cluster } from '../db/embedded/cluster.ts';
import { readPostmaster } from '../db/embedded/postmaster.ts';
import { assertOnce, countOf, lawfulLeaves } from './rig/checks.ts';
import { live, openCity, type City } from './rig/city.ts';
import { openServer, type Server } from './rig/server.ts';

const RESIDENTS = 48;
const CLERKS_PER_OFFICE = 2;

let server: Server;
let city: City;
let cluster: Cluster;
before(async () => {
  // With the embedded database, as it is installed: its settings are those that must survive a crash.
  server = await openServer({ DATABASE_URL: '' });
  cluster = await startCluster(join(server.directory, 'data/postgres'));
  const url = cluster.url('tongban');
  city = await openCity(server, { residents: RESIDENTS, clerks: CLERKS_PER_OFFICE, url });
});
after(async () => {
  await city.close();
  await server.close();
});

test('everything ends although the server is killed while people file, while officers act, and with its database', async (t) => {
  const crashes: number[] = [];
  const crashAt = async (acts: number, first = () => undefined as unknown) => {
    await city.play.reaches(acts);
    first();
    crashes.push(city.play.total());
    await server.crash();
  };
  const disasters = async () => {
    await crashAt(RESIDENTS / 4);
    await crashAt(RESIDENTS * 3);
    await crashAt(RESIDENTS * 5, killDatabase);
  };
  await Promise.all([live(city), disasters()]);
  t.diagnostic(`${city.play.total()} acts, killed after ${crashes.join(', ')}; ${city.play.lost.length} answers lost`);
  assert.ok(city.play.lost.length > 0, 'nobody noticed the crashes');
});

test('every submission that was confirmed before or after is there, once, and nothing else', async () => {
  assert.equal(city.play.filings.length, RESIDENTS);
  await assertOnce(city.world, city.play.filings);
});

test('the ledger is dense and lawful, and no act that was sent again was done again', async () => {
  const leaves = await lawfulLeaves(city.world);
  const said = (act: string) => city.play.acts.get(act) ?? 0;
  assert.equal(countOf(leaves, 'submit'), RESIDENTS);
  assert.equal(countOf(leaves, 'take'), said('take'));
  assert.equal(countOf(leaves, 'accept'), said('accept'));
  assert.equal(countOf(leaves, 'release'), said('release'));
});

function killDatabase(): void {
  const postmaster = readPostmaster(join(server.directory, 'data/postgres'));
  if (postmaster === undefined) assert.fail('the embedded database does not run');
  process.kill(postmaster.pid, 'SIGKILL');
}
