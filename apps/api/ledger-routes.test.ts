import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { inTransaction, systemClock } from '#kernel';
import { append, Publisher } from '#ledger';
import { encodeUtf8, openPolicyCheckpoint, parsePolicy, parseProof, splitEntries, verifyProof } from '#tlog';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { testLedger } from '../../modules/ledger/testing.ts';
import { temporaryStore } from '../../modules/materials/testing.ts';
import { buildApi } from './index.ts';
import { ask } from './testing.ts';

const LEAVES = 300;
const store = temporaryStore();
const ledger = testLedger();
let database: TestDatabase;
let api: FastifyInstance;
let origin: string;

before(async () => {
  database = await freshDatabase();
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const world = testWorld(database, systemClock);
  const leaves = Array.from({ length: LEAVES }, (_, at) => ({ k: 'keys' as const, add: [`k${at}`], remove: [] }));
  await inTransaction(world.db, async (tx) => append(tx, world.clock.now(), { leaves, followers: [] }));
  await new Publisher(world, ledger).publish();
  const config = { demo: false, origin: 'https://tongban.example' };
  api = buildApi(
    { ...world, files: store.files, ledger, config, log },
    {
      mayAttach: async () => Promise.resolve(),
      attach: async () => Promise.resolve(),
      mayReadFile: async () => Promise.resolve(false),
      workerAlive: async () => Promise.resolve(true),
    },
  );
  origin = await api.listen({ port: 0, host: '127.0.0.1' });
});
after(async () => {
  await api.close();
  store.remove();
  await database.close();
});

test('anybody reads the checkpoint and the policy from anywhere, and the one opens with the other', async () => {
  const [checkpoint, policy] = [await ask(`${origin}/ledger/checkpoint`), await ask(`${origin}/ledger/policy`)];
  assert.equal(checkpoint.headers['content-type'], 'text/plain; charset=utf-8');
  assert.equal(checkpoint.headers['access-control-allow-origin'], '*');
  assert.equal(checkpoint.headers['cache-control'], 'public, max-age=1');
  assert.equal(openPolicyCheckpoint(checkpoint.body, parsePolicy(policy.body.toString())).size, BigInt(LEAVES));
});

test('tiles and bundles are served as they will be for ever', async () => {
  const tile = await ask(`${origin}/ledger/tile/0/000`);
  assert.equal(tile.body.length, 256 * 32);
  assert.equal(tile.headers['cache-control'], 'public, max-age=31536000, immutable');
  const bundle = await ask(`${origin}/ledger/tile/entries/001.p/44`);
  assert.equal(splitEntries(bundle.body, 44).length, 44);
});

test('a proof by index opens under the policy', async () => {
  const { status, body } = await ask(`${origin}/ledger/proof/299`);
  assert.equal(status, 200);
  const proof = parseProof(body);
  const { leaf } = JSON.parse(Buffer.from(proof.extra ?? []).toString()) as { leaf: string };
  assert.equal(verifyProof(proof, encodeUtf8(leaf), ledger.policy).size, BigInt(LEAVES));
});

test('whatever the format does not know is not there, and nothing else of the disk either', async () => {
  for (const path of [
    'tile/0/001',
    'tile/0/0',
    'tile/0/000.p/256',
    'tile/0/x000/000',
    'tile/9/..%2f..%2fcheckpoint',
    'proof/300',
    'proof/00',
    'proof/-1',
    'proof/99999999999999999999',
    'keys',
  ])
    assert.equal((await ask(`${origin}/ledger/${path}`)).status, 404, path);
});
