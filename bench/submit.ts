// Submissions per second from HTTP to the durable receipt, beside the same statements from a bare client:
// `bin/node bench/submit.ts [seconds of each part]`.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkFairness } from '#audit';
import { SESSION_COOKIE, type Resident } from '#identity';
import { readLeaves } from '#ledger';
import type { World } from '#kernel';
import { startServer, type RunningServer } from '#testing/running-server';
import { seedSampleCity } from '../db/seeds/seed.ts';
import { applicants, type Applicant } from '../e2e/rig/people.ts';
import { submitMany } from '../modules/cases/submit-many.ts';
import { aKey, copiesOf } from '../modules/cases/testing.ts';
import { bareClient, recorded, replay, type Statement } from './floor.ts';
import { closedLoop, openLoop, type Volley } from './gun.ts';
import { openStage, percentile, say, timed, type Stage } from './stage.ts';

const SECONDS = Number(process.argv[2] ?? 5);
const PEOPLE = 40;
const BATCH = 64;
const BATCHES = 100;
const SINGLES = 1_000;
/** More than can be filed in the time. */
const MOST_PER_SECOND = 9_000;
const CONNECTIONS = 128;

interface Draft {
  readonly draft: string;
  readonly session: string;
  readonly viewer: Resident;
}

const routes = { 'POST /api/cases, answered with the receipt': asJson, 'POST of the page’s form': asForm } as const;

const stage = await openStage();
try {
  await prepare(stage);
  const floor = await measureFloor(stage);
  for (const roles of ['web,api', 'web,api,worker']) await measureServer(stage, roles, floor);
} finally {
  await stage.close();
}

/** The sample city, people with sessions, and drafts enough for the floor. */
async function prepare({ create, open, analyze }: Stage): Promise<void> {
  await create('prepared');
  const { world, database } = open('prepared');
  await seedSampleCity(world);
  const { seconds } = await timed(async () => {
    const people = await applicants(world, PEOPLE);
    await drafts(world, people, BATCH * BATCHES + SINGLES);
  });
  await analyze('prepared');
  say(`prepared in ${seconds.toFixed(0)} s`);
  await database.close();
}

/** Copies of everybody's finished draft, spread over the pools. */
async function drafts(world: World, people: readonly Applicant[], count: number): Promise<readonly Draft[]> {
  const each = Math.ceil(count / people.length);
  const all = await Promise.all(
    people.map(async ({ viewer, session, draft }) => {
      const whose = Array.from({ length: each }, () => viewer);
      const copies = await copiesOf(world, { owner: viewer, draft }, whose);
      return copies.map((copy) => ({ draft: copy, session, viewer }));
    }),
  );
  return Array.from({ length: each }, (_, at) => all.flatMap((copies) => copies[at] ?? [])).flat();
}

async function openDrafts(world: World): Promise<readonly Draft[]> {
  const rows = await world.db
    .selectFrom('cases.draft')
    .select(['id', 'person_id'])
    .where('submitted_case', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(({ id, person_id }) => ({
    draft: id,
    session: '',
    viewer: { kind: 'resident', session: '' as Resident['session'], person: person_id as Resident['person'] },
  }));
}

/** Statements of real submissions, done again on a copy of the same database: what nobody can be faster than. */
async function measureFloor(at: Stage): Promise<number> {
  await at.create('recorded', 'prepared');
  await at.create('floor', 'prepared');
  const batches = await recorded(at, 'recorded', async (world) => {
    const all = await openDrafts(world);
    for (let from = 0; from < BATCH * BATCHES; from += BATCH) await fileAll(world, all.slice(from, from + BATCH));
  });
  const singles = await recorded(at, 'recorded', async (world) => {
    for (const each of (await openDrafts(world)).slice(0, SINGLES)) await fileAll(world, [each]);
  });
  const client = await bareClient(at, 'floor');
  const floor = await rate(client, { statements: batches, submissions: BATCH * BATCHES });
  const single = await rate(client, { statements: singles, submissions: SINGLES });
  await client.end();
  say(`floor: ${floor.toFixed(0)}/s in batches of ${BATCH}, ${single.toFixed(0)}/s singly, one bare client`);
  return floor;
}

async function rate(
  client: Parameters<typeof replay>[0],
  { statements, submissions }: { readonly statements: readonly Statement[]; readonly submissions: number },
): Promise<number> {
  const begin = statements.findIndex(({ sql }) => sql.startsWith('start transaction'));
  return submissions / (await replay(client, statements.slice(begin)));
}

async function fileAll(world: World, of: readonly Draft[]): Promise<void> {
  const receivedAt = world.clock.now();
  const outcomes = await submitMany(
    world,
    of.map(({ draft, viewer }) => ({ draft, viewer, key: aKey(), declared: true, receivedAt })),
  );
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

async function measureServer(at: Stage, roles: string, floor: number): Promise<void> {
  const name = `served_${roles.length}`;
  await at.create(name, 'prepared');
  const opened = at.open(name);
  const people = await applicants(opened.world, PEOPLE);
  const server = await startServer({
    DATABASE_URL: at.url(name),
    KEYS_DIR: at.keys,
    TONGBAN_ROLES: roles,
    LOG_LEVEL: 'error',
  });
  let filed = 0;
  for (const [what, request] of Object.entries(routes)) {
    const all = await drafts(opened.world, people, SECONDS * MOST_PER_SECOND * 1.6);
    await at.analyze(name);
    const requests = all.map((each) => request(server, each))[Symbol.iterator]();
    const aim = { port: Number(new URL(server.origin).port), connections: CONNECTIONS };
    filed += (await closedLoop(aim, requests, 1)).shots.length;
    const full = await closedLoop(aim, requests, SECONDS);
    const perSecond = full.shots.length / full.seconds;
    const half = await openLoop(aim, requests, { seconds: SECONDS, rate: perSecond / 2 });
    filed += full.shots.length + half.shots.length;
    report({ what: `${roles}: ${what}`, floor, full, half });
  }
  await requireAllThere(opened.world, filed);
  say(`  memory of the server: ${await memory(server)} MB`);
  await server.close();
  await opened.database.close();
  rmSync(join(server.directory), { recursive: true, force: true });
}

interface Measured {
  readonly what: string;
  readonly floor: number;
  readonly full: Volley;
  readonly half: Volley;
}

function report({ what, floor, full, half }: Measured): void {
  const wrong = [...full.shots, ...half.shots].filter(({ status }) => status !== 201 && status !== 303);
  const perSecond = full.shots.length / full.seconds;
  const at = (share: number) =>
    percentile(
      half.shots.map(({ milliseconds }) => milliseconds),
      share,
    ).toFixed(1);
  say(what);
  say(`  ${perSecond.toFixed(0)}/s, ${(perSecond / floor).toFixed(2)} × the floor; ${wrong.length} not filed`);
  say(`  at half that rate: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms`);
  for (const { status, body } of wrong.slice(0, 3)) say(`  ${status} ${body.slice(0, 300)}`);
}

/** Every answer has its case, the log is dense and nobody was passed over. */
async function requireAllThere(world: World, filed: number): Promise<void> {
  const { cases } = await world.db
    .selectFrom('cases.case')
    .select((eb) => eb.fn.countAll<bigint>().as('cases'))
    .executeTakeFirstOrThrow();
  const leaves = await readLeaves(world.db, 0n, 10_000_000);
  const findings = checkFairness(leaves.map(({ bytes }) => bytes));
  say(`  ${filed} answers, ${cases} cases, ${leaves.length} leaves, ${findings.length} findings`);
  if (BigInt(filed) !== cases || findings.length > 0) process.exitCode = 1;
}

async function memory(server: RunningServer): Promise<string> {
  const text = await (await fetch(`${server.origin}/metrics`)).text();
  return (Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]) / 2 ** 20).toFixed(0);
}

function asJson({ origin }: RunningServer, { draft, session }: Draft): Buffer {
  const body = JSON.stringify({ draft, key: aKey(), declared: true });
  return post(origin, { path: '/api/cases', session, type: 'application/json', body });
}

function asForm({ origin }: RunningServer, { draft, session }: Draft): Buffer {
  const type = 'application/x-www-form-urlencoded';
  return post(origin, { path: `/drafts/${draft}/check`, session, type, body: `key=${aKey()}&declared=yes` });
}

interface Post {
  readonly path: string;
  readonly session: string;
  readonly type: string;
  readonly body: string;
}

function post(origin: string, { path, session, type, body }: Post): Buffer {
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: ${new URL(origin).host}\r\norigin: ${origin}\r\naccept: text/html\r\n` +
      `cookie: ${SESSION_COOKIE}=${session}\r\ncontent-type: ${type}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
}
