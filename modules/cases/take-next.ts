import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { emit, IdempotencyKey, inTransaction, once, parseInput, Refusal, sealJson, type Tx, type World } from '#kernel';
import { officerById, type Officer } from '#identity';
import { append, citableSize, type Follower, type Leaf, type LeafIndex } from '#ledger';
import * as queue from '#queue';
import { stateOf } from './act.ts';
import { eventContext } from './event-context.ts';
import { advancing, lockCaseNowait, type CaseRecord } from './case-store.ts';
import { recording } from './event-store.ts';
import { decide, evolve, lifecycle, type Transition } from './lifecycle.ts';
import { pseudonym } from './pseudonym.ts';
import type { ShortNo } from './numbers.ts';

/** No field names a queue or a case: an officer gets the next one and cannot choose. */
export const TakeNextInput = z.strictObject({ key: IdempotencyKey });

/** A submission is published within a second: whoever takes it sooner waits for that long rather than ask again. */
const PATIENCE_MS = 1_500;
const PAUSE_MS = 50;
/** A leaf has room for about this many indices. */
const MOST_BARS = 60;

/**
 * Takes the head of the officer's pools: lowest lane, then earliest submission (ledger specification, rule M4).
 * @throws Refusal queue.hands-full, queue.empty, queue.paused; queue.settling, ledger.unpublished, ledger.unwitnessed (503): the head
 * is being changed, or the log is behind; nobody else is served meanwhile
 */
export async function takeNext(
  world: World,
  officer: Officer,
  raw: z.input<typeof TakeNextInput>,
): Promise<{ readonly case: ShortNo }> {
  const input = parseInput(TakeNextInput, raw);
  const intent = { actor: officer.officer, useCase: 'cases.take', key: input.key, body: {} };
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await once<{ case: ShortNo }>(world.db, intent, async (tx, remember) =>
        take(tx, world, { officer, remember }),
      );
    } catch (error) {
      if (error instanceof OwnCase) {
        await recuse(world, officer);
        continue;
      }
      if (!isPassing(error) || Date.now() > deadline) throw error;
      await pause(PAUSE_MS);
    }
  }
}

/** What the next checkpoint, or the end of another act, puts right. */
function isPassing(error: unknown): boolean {
  return error instanceof Refusal && ['queue.settling', 'ledger.unpublished'].includes(error.code);
}

interface Taker {
  readonly officer: Officer;
  readonly remember: (answer: { case: ShortNo }) => Promise<void>;
}

/** The head is the officer's own application. */
class OwnCase extends Error {}

async function take(tx: Tx, world: World, { officer, remember }: Taker): Promise<{ case: ShortNo }> {
  const head = await lockHead(tx, world, officer);
  const { person } = await officerById(tx, officer.officer);
  if (head.record.person === person) throw new OwnCase();
  const answer = { case: head.record.shortNo };
  await remember(answer);
  await write(tx, world, { officer, ...head });
  return answer;
}

/**
 * Nobody handles their own application (回避): the officer takes it in their turn and gives it back with the reason, in
 * one append, so that everybody sees why they pass it over from then on.
 */
async function recuse(world: World, officer: Officer): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    const head = await lockHead(tx, world, officer);
    const { person } = await officerById(tx, officer.officer);
    // Somebody else may have taken it meanwhile.
    if (head.record.person === person) await writeRecusal(tx, world, { officer, ...head });
  });
}

/** Pools first, then the head's case without waiting: the one act that locks in this order. */
async function lockHead(tx: Tx, world: World, officer: Officer): Promise<Omit<Taken, 'officer'>> {
  const pools = await queue.lockPools(
    tx,
    (await queue.poolsOf(tx, officer.officer)).map(({ id }) => id),
  );
  if (pools.length === 0) throw new Refusal('queue.no-pool');
  if (await queue.hasTaken(tx, officer.officer)) throw new Refusal('queue.hands-full');

  const now = world.clock.now();
  const { ticket, bars } = await nextTicket(tx, pools, { officer: officer.officer, at: now });
  const record = await lockCaseNowait(tx, ticket.caseId);
  if (record === undefined) throw new Refusal('queue.settling', { status: 503 });
  const cp = await citableSize(tx, now, ticket.ref);
  if (typeof cp === 'string') throw new Refusal(cp, { status: 503 });

  return { ticket, bars, record, cp, now };
}

/** Whose turn it is in the pools that are open, and what bars the officer from those who stand before. */
async function nextTicket(
  tx: Tx,
  pools: readonly queue.LockedPool[],
  looker: queue.Looker,
): Promise<{ readonly ticket: queue.Ticket; readonly bars: readonly LeafIndex[] }> {
  const open = pools.filter(({ paused }) => !paused);
  if (open.length === 0) throw new Refusal('queue.paused');
  const lines = await queue.heads(tx, open, looker);
  const ticket = queue.head(lines.flatMap((line) => queue.turnIn(line) ?? []));
  if (typeof ticket === 'string') throw new Refusal(open.length < pools.length ? 'queue.paused' : ticket);
  const beyondQuota = lines.some((line) => line.priority === ticket && queue.isBeyondQuota(line, ticket));
  const bars = await queue.barsAhead(tx, ticket, { officer: looker.officer, beyondQuota });
  if (bars.length > MOST_BARS) throw new Refusal('queue.too-many-bars');
  return { ticket, bars };
}

interface Taken {
  readonly officer: Officer;
  readonly ticket: queue.Ticket;
  readonly bars: readonly LeafIndex[];
  readonly record: CaseRecord;
  /** Size of the published checkpoint that covers the submission (M6). */
  readonly cp: bigint;
  /** After the locks, and the time by which the queue's rule was chosen. */
  readonly now: Date;
}

async function write(tx: Tx, world: World, taken: Taken): Promise<void> {
  const { officer, ticket, record, now } = taken;
  const after = { ...evolve(stateOf(record), transitionOf(record, 'take')), n: record.n };
  await append(tx, now, {
    leaves: [takeLeaf(world, taken)],
    followers: [
      await recorded(tx, world, { taken, kind: 'taken', details: {}, place: 0 }),
      queue.taking(ticket, officer.officer, { at: now, place: 0 }),
      ...queue.countingTake(ticket, now),
      advancing({ id: record.id, ...after, at: now, last: 0 }),
    ],
  });
}

async function writeRecusal(tx: Tx, world: World, taken: Taken): Promise<void> {
  const { officer, ticket, record, now } = taken;
  const { id: caseId, ref } = record;
  const { n } = ticket;
  const inHand = evolve(stateOf(record), transitionOf(record, 'take'));
  await append(tx, now, {
    leaves: [takeLeaf(world, taken), { k: 'release', reason: 'recusal', n, ref, prev: { plus: 0 } }],
    followers: [
      await recorded(tx, world, { taken, kind: 'taken', details: {}, place: 0 }),
      await recorded(tx, world, { taken, kind: 'released', details: { reason: 'recusal' }, place: 1 }),
      ...queue.countingTake(ticket, now),
      queue.barring({ caseId, officer: officer.officer, index: { plus: 1 }, stage: undefined }),
      advancing({ id: caseId, ...evolve(inHand, lifecycle.release), n: record.n, at: now, last: 1 }),
    ],
  });
}

function transitionOf(record: CaseRecord, command: 'take'): Transition {
  const transition = decide(stateOf(record), command);
  if (typeof transition === 'string') throw new Error(`${record.id} waits in a queue but cannot be taken.`);
  return transition;
}

function takeLeaf(world: World, { officer, ticket, bars, record, cp }: Taken): Leaf {
  return {
    k: 'take',
    q: ticket.pool.code,
    n: ticket.n,
    ref: record.ref,
    prev: record.lastIndex,
    officer: pseudonym(world, record, officer.officer),
    cp,
    sk: bars,
    ...(ticket.grant === undefined ? {} : { ex: ticket.grant }),
  };
}

interface Recorded {
  readonly taken: Taken;
  readonly kind: 'taken' | 'released';
  readonly details: Readonly<Record<string, unknown>>;
  readonly place: number;
}

/** Follower: an event of the append, whose job is added now. */
async function recorded(tx: Tx, world: World, { taken, kind, details, place }: Recorded): Promise<Follower> {
  const { officer, ticket, record, now } = taken;
  const event = randomUUID();
  await emit(tx, 'notifications.tell', { event });
  return recording({
    id: event,
    caseId: record.id,
    kind,
    at: now,
    n: ticket.n,
    officer: officer.officer,
    unit: officer.unit,
    sealed: sealJson(world.crypto, record.dataKey, eventContext(record.id), { details }),
    place,
  });
}
