import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { emit, IdempotencyKey, once, parseInput, Refusal, sealJson, type Tx, type World } from '#kernel';
import type { Officer } from '#identity';
import { append, citableSize, type LeafIndex } from '#ledger';
import * as queue from '#queue';
import { eventContext, stateOf } from './act.ts';
import { advancing, lockCaseNowait, recording, type CaseRecord } from './case-store.ts';
import { decide, evolve } from './lifecycle.ts';
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

/** Pools first, then the head's case without waiting: the one act that locks in this order. */
async function take(tx: Tx, world: World, { officer, remember }: Taker): Promise<{ case: ShortNo }> {
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

  const answer = { case: record.shortNo };
  await remember(answer);
  await write(tx, world, { officer, ticket, bars, record, cp, now });
  return answer;
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

async function write(tx: Tx, world: World, { officer, ticket, bars, record, cp, now }: Taken): Promise<void> {
  const state = stateOf(record);
  const transition = decide(state, 'take');
  if (typeof transition === 'string') throw new Error(`${record.id} waits in a queue but cannot be taken.`);
  const event = randomUUID();
  const { id: caseId, ref, lastIndex: prev, n } = record;
  await emit(tx, 'notifications.tell', { event });
  await append(tx, now, {
    leaves: [
      {
        k: 'take',
        q: ticket.pool.code,
        n,
        ref,
        prev,
        officer: pseudonym(world, record, officer.officer),
        cp,
        sk: bars,
        ...(ticket.grant === undefined ? {} : { ex: ticket.grant }),
      },
    ],
    followers: [
      recording({
        id: event,
        caseId,
        kind: transition.event,
        at: now,
        n,
        officer: officer.officer,
        unit: officer.unit,
        sealed: sealJson(world.crypto, record.dataKey, eventContext(caseId), { details: {} }),
      }),
      queue.taking(ticket, officer.officer, { at: now, place: 0 }),
      ...queue.countingTake(ticket, now),
      advancing({ id: caseId, ...evolve(state, transition), at: now, last: 0 }),
    ],
  });
}
