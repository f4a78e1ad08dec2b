import { randomUUID } from 'node:crypto';
import { emit, notFound, Refusal, sealJson, type Tx, type World } from '#kernel';
import { generalUnit, type Officer, type OfficerId, type UnitId } from '#identity';
import { append, commit, type Follower, type Leaf, type LeafIndex } from '#ledger';
import * as queue from '#queue';
import { advancing, recording, type CaseRecord } from './case-store.ts';
import { decide, evolve, type CaseState, type Command, type Transition } from './lifecycle.ts';

/** An act on a locked case: what is commanded, by whom, and what is to be remembered of it. */
export interface Act {
  readonly record: CaseRecord;
  readonly command: Command;
  readonly officer?: { readonly id: OfficerId; readonly unit: UnitId };
  /** Sealed into the event, and committed to where the leaf has an outcome. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Followers of the use case itself, e.g. a bar. */
  readonly followers?: readonly Follower[];
  /** Records the answer for retries; runs before the ledger's statement. */
  readonly remember: () => Promise<void>;
}

/** What the lifecycle needs to know of a case. */
export function stateOf(record: CaseRecord): CaseState {
  return {
    status: record.status,
    plan: record.plan.map(({ stage }) => stage),
    n: record.n,
    supplementAsked: record.supplementAsked,
  };
}

/**
 * Carries out an act on a case whose row is locked: decides, locks the pools it touches, writes event, ticket, status,
 * job and leaves in one transaction. Ends with the ledger's statement; only the commit may follow.
 * @throws Refusal when the lifecycle does not allow it now.
 */
export async function perform(tx: Tx, world: World, act: Act): Promise<void> {
  const { record, command } = act;
  if (record.recordLostAt !== undefined) throw new Refusal('cases.record-lost');
  const state = stateOf(record);
  const transition = decide(state, command);
  if (typeof transition === 'string') throw new Refusal(transition);
  const after = evolve(state, transition);

  const opened = transition.task === 'next' ? await openNext(tx, record, after) : undefined;
  if (transition.task !== 'next') await queue.lockPoolOf(tx, { caseId: record.id, n: record.n });
  // Read before the locks it could be minutes older than its neighbours in the log (rule M11).
  const now = world.clock.now();
  const { commitment, opening } = commit({ event: transition.event, ...act.details });
  const main = mainLeaf(act, transition, commitment);
  const ready = opened && readyLeaf(record, opened, main.length);
  const leaves = [...main, ...(ready === undefined ? [] : [ready])];

  const event = randomUUID();
  const sealed = sealJson(world.crypto, record.dataKey, eventContext(record.id), { details: act.details, opening });
  await emit(tx, 'notifications.tell', { event });
  await act.remember();
  await append(tx, now, {
    leaves,
    followers: [
      recording({
        id: event,
        caseId: record.id,
        kind: transition.event,
        at: now,
        n: record.n,
        sealed,
        ...(act.officer && { officer: act.officer.id, unit: act.officer.unit }),
      }),
      ticketFollower(record, transition, now),
      ...(opened === undefined ? [] : [queue.entering({ ...opened, caseId: record.id, ref: record.ref, at: now })]),
      ...(act.followers ?? []),
      advancing({ id: record.id, ...after, at: now, last: leaves.length - 1 }),
    ],
  });
}

/** Binds a sealed event to its case. */
export function eventContext(caseId: string): string {
  return `cases.event:${caseId}`;
}

interface Opened {
  readonly pool: queue.PoolRef;
  readonly qn: bigint;
  readonly n: number;
}

/** Locks the pool of the next stage and draws its number; undefined where the plan has ended. */
async function openNext(tx: Tx, record: CaseRecord, after: CaseState): Promise<Opened | undefined> {
  const stage = after.plan[after.n];
  if (stage === undefined) return undefined;
  const pool = await queue.findPool(tx, stage, { unit: record.unit, fallback: (await generalUnit(tx)).id });
  if (pool === undefined) throw new Refusal('cases.no-pool', { status: 503 });
  await queue.lockPools(tx, [pool.id]);
  return { pool, qn: await queue.nextNumber(tx, pool), n: after.n };
}

function readyLeaf(record: CaseRecord, { pool, qn, n }: Opened, place: number): Leaf {
  const prev = place === 0 ? record.lastIndex : { plus: place - 1 };
  return { k: 'ready', q: pool.code, qn, n, ref: record.ref, prev };
}

const outcomeKind = {
  accept: 'accept',
  refuse: 'refuse',
  grant: 'decide',
  deny: 'decide',
  deliver: 'deliver',
  withdraw: 'withdraw',
} as const;

/** The leaf of the act itself; passing an examination is told by the `ready` of the next task alone. */
function mainLeaf({ record, command, details }: Act, transition: Transition, outcome: string): readonly Leaf[] {
  const chain = { n: record.n, ref: record.ref, prev: record.lastIndex };
  if (transition.task === 'hold') return [{ k: 'hold', reason: 'supplement', ...chain }];
  if (command === 'answer-supplement') return [{ k: 'resume', reason: 'supplement', ...chain }];
  if (command === 'release') return [{ k: 'release', reason: releaseReason(details.reason), ...chain }];
  if (command in outcomeKind) return [{ k: outcomeKind[command as keyof typeof outcomeKind], outcome, ...chain }];
  return [];
}

export const releaseReasons = ['timeout', 'absence', 'recusal', 'hand-over'] as const;

function releaseReason(reason: unknown): (typeof releaseReasons)[number] {
  return releaseReasons.find((known) => known === reason) ?? 'timeout';
}

const ticketStates = { next: 'done', hold: 'held', wait: 'waiting' } as const;

function ticketFollower(record: CaseRecord, { task }: Transition, now: Date): Follower {
  if (task === 'end') return queue.endingAll(record.id, now);
  return queue.leaving({ caseId: record.id, n: record.n }, ticketStates[task], now);
}

/**
 * The task that an officer has in hand must be of this case; anybody else's case looks like none.
 */
export async function requireInHand(
  tx: Tx,
  officer: Officer,
  record: CaseRecord | undefined,
): Promise<{ readonly record: CaseRecord; readonly takeIndex: LeafIndex }> {
  const ticket = await queue.inHandOf(tx, officer.officer);
  if (record === undefined || ticket?.caseId !== record.id) throw notFound();
  return { record, takeIndex: ticket.takeIndex };
}
