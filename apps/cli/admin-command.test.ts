import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { text } from 'node:stream/consumers';
import { checkPassword, readSession, startSession } from '#identity';
import { readMasterKey, softwareCrypto, systemClock } from '#kernel';
import { poolsOf } from '#queue';
import { freshDatabase, type TestDatabase } from '#testing/fresh-database';
import { installation } from './testing.ts';

const { environment, directory, remove } = installation();
const CODE = '11530700DEMA001013';
const PERSON = ['--name', '和文静', '--identity', '530799198803120015', '--phone', '14000000001', '--region', '530702'];
let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
});
after(async () => {
  await database.close();
  remove();
});

async function admin(args: readonly string[], password = ''): Promise<{ status: number | null; said: string }> {
  const env = { PATH: process.env.PATH, ...environment, DATABASE_URL: database.url };
  const child = spawn(join(import.meta.dirname, '../../bin/tongban'), ['admin', ...args], { env });
  child.stdin.end(password);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await ended, said: stdout + stderr };
}

test('a city without samples gets a unit, its queues and an officer who can sign in and work there', async () => {
  const unit = [
    'unit',
    '--code',
    CODE,
    '--name',
    '丽江市公安局',
    '--short',
    '市公安局',
    '--region',
    '530700',
    '--general',
  ];
  assert.deepEqual(await admin(unit), { status: 0, said: '丽江市公安局 is a unit.\n' });
  assert.equal((await admin(['pools', '--unit', CODE, '--prefix', 'gaj', '--per-week', '40'])).status, 0);
  const officer = ['officer', '--unit', CODE, '--role', 'clerk', '--login', 'he-wenjing', ...PERSON];
  const { status, said } = await admin(officer, 'a long enough password\n');
  assert.equal(status, 0, said);
  assert.match(said, /queues: gaj-acceptance, gaj-delivery\./);

  const crypto = softwareCrypto(readMasterKey(join(directory, 'keys/master.key')));
  const world = { db: database.db, clock: systemClock, crypto, config: { demo: false } };
  const signIn = { login: 'he-wenjing', password: 'a long enough password', address: '10.0.0.1' };
  const checked = await checkPassword(world, signIn);
  assert.ok('credential' in checked);
  const viewer = await readSession(world, (await startSession(world, { credential: checked.credential })).token);
  assert.equal(viewer.kind, 'officer');
  assert.equal((await poolsOf(database.db, viewer.officer)).length, 2);
});

test('what is missing or wrong is named, never repeated', async () => {
  const resident = (over: readonly string[]) => ['resident', '--login', 'zhang', ...PERSON, ...over];
  assert.deepEqual(await admin(['unit', '--code', CODE]), { status: 2, said: '--name is missing.\n' });
  const wrong = await admin(resident(['--identity', '530799198803120010']), 'a long enough password');
  assert.deepEqual(wrong, { status: 2, said: '--identity is not an identity number.\n' });
  const short = await admin(resident([]), 'short');
  assert.deepEqual(short, { status: 1, said: 'A password has at least 12 characters.\n' });
  const taken = await admin(['resident', '--login', 'he-wenjing', ...PERSON], 'a long enough password');
  assert.deepEqual(taken, { status: 1, said: 'That login is taken.\n' });
  assert.equal((await admin([])).status, 2);
});

test('a ground of priority is announced and ended in the ledger', async () => {
  const ground = [
    'ground',
    '--code',
    'veterans',
    '--lane',
    '0',
    '--name',
    '军人优先',
    '--basis',
    '《军人地位和权益保障法》',
  ];
  assert.equal((await admin(ground)).status, 2);
  const announced = await admin([...ground, '--says', '持有效证件']);
  assert.deepEqual([announced.status, announced.said.includes('in force a day later')], [0, true]);
  assert.equal((await admin([...ground.with(2, 'Not A Word'), '--says', 'x'])).status, 2);
  const { rows } = await database.ownerPool.query<{ index: string }>(
    'select index::text as index from queue.priority_rule',
  );
  const rule = rows[0]?.index ?? '';
  assert.equal((await admin(['end-ground', '--rule', 'x'])).status, 2);
  assert.equal((await admin(['end-ground', '--rule', rule])).status, 0);
  assert.match((await admin(['end-ground', '--rule', rule])).said, /queue\.no-such-ground/);
});
