import { randomUUID } from 'node:crypto';
import { emit, Refusal, sealJson, type Tx, type World } from '#kernel';
import { generalUnit } from '#identity';
import { append, commit, type Follower } from '#ledger';
import * as queue from '#queue';
import { stateOf } from '../act.ts';
import { chained, type Unchained } from '../act-leaves.ts';
import { advancing, type CaseRecord } from '../case-store.ts';
import { recording } from '../event-store.ts';
import { eventContext } from '../event-context.ts';
import { decide, evolve, type CaseState, type Command } from '../lifecycle.ts';
import { keepClocks } from '../limits/keep-clocks.ts';
import type { PinnedAutomatic } from './automatic-of.ts';
import { recordingCheck } from './check-store.ts';
import type { Verdict } from './judge.ts';
import { reasonOf, saidOf } from './said.ts';

export interface Approving {
  readonly record: CaseRecord;
  readonly task: { readonly n: number; readonly stage: queue.Stage };
  readonly verdict: Extract<Verdict, { readonly outcome: 'approve' }>;
  readonly asked: PinnedAutomatic;
}

/** One thing that the platform does, in the words of the lifecycle. */
interface Deed {
  readonly command: Command;
  readonly kind: 'accept' | 'decide';
  readonly n: number;
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * The platform accepts (where nobody has) and grants, in one append in its own queues: both or neither. Locks pools, then
 * the head of the ledger; the case row is locked by the caller.
 * @throws Refusal cases.no-pool, cases.not-now, queue.paused
 */
export async function approve(tx: Tx, world: World, approving: Approving): Promise<void> {
  const { record, task, verdict, asked } = approving;
  const isFiled = task.stage === 'acceptance';
  const decided = isFiled ? task.n + 1 : task.n;
  const deeds = deedsOf(approving, decided);
  const state = deeds.reduce(stateAfter, stateOf(record));
  const opened = await openedBy(tx, record, { isFiled, decided, delivers: state.delivers });
  const own = await queue.poolsOfTasks(tx, record.id, [task.n]);
  const locked = await queue.lockPools(tx, [...new Set([...own, ...opened.map(({ pool }) => pool.id)])]);
  // Read before the lock a pause could be missed: while its queue is paused nobody decides, the platform neither.
  if (locked.some(({ id, paused }) => paused && own.includes(id))) throw new Refusal('queue.paused');
  // Read before the locks it could be older than its neighbours in the log (rule M11).
  const now = world.clock.now();
  const ready = await readied(tx, { record, opened, now });
  const written = deeds.map((deed) => writtenOf(world, record, { deed, now }));
  for (const { event } of written) await emit(tx, 'notifications.tell', { event });
  const parts = inOrder(isFiled, written, ready);
  const place = parts.findIndex(({ leaf }) => leaf.k === 'decide');
  const n = decided + (state.delivers ? 1 : 0);
  const happened = { event: 'approved', at: now, closes: !state.delivers, ...state, opened: [], closed: [] } as const;
  await keepClocks(tx, record, { happened, now });
  await append(tx, now, {
    leaves: chained(
      { ref: record.ref, last: record.lastIndex },
      parts.map(({ leaf }) => leaf),
    ),
    followers: [
      ...parts.map(({ follower }, at) => follower(at)),
      queue.leaving({ caseId: record.id, n: task.n }, 'done', now),
      recordingCheck({ caseId: record.id, unit: record.unit, verdict, asked, at: now, place }),
      advancing({ id: record.id, ...state, n, at: now, last: parts.length - 1, automatic: 'approved' }),
    ],
  });
}

function deedsOf({ task: { n, stage }, verdict, asked }: Approving, decided: number): readonly Deed[] {
  const automatic = saidOf(verdict, asked);
  const details = { ...reasonOf(verdict.rules), automatic };
  const grant: Deed = { command: 'grant-automatically', kind: 'decide', n: decided, details };
  if (stage !== 'acceptance') return [grant];
  return [{ command: 'accept-automatically', kind: 'accept', n, details: { automatic } }, grant];
}

/** Each task opens after what opens it: acceptance, decision, delivery. */
function inOrder(isFiled: boolean, written: readonly Part[], ready: readonly Part[]): readonly Part[] {
  const [first, second] = written;
  const parts = isFiled ? [first, ready[0], second, ready[1]] : [first, ready[0]];
  return parts.flatMap((part) => part ?? []);
}

function stateAfter(state: CaseState, { command, kind }: Deed): CaseState {
  const transition = decide(state, command, kind === 'accept' ? 'acceptance' : 'decision');
  if (typeof transition === 'string') throw new Refusal(transition);
  return evolve(state, transition);
}

/** A leaf, and what is written with it once its place is known. */
interface Part {
  readonly leaf: Unchained;
  readonly follower: (place: number) => Follower;
}

interface Opened {
  readonly n: number;
  readonly pool: queue.PoolRef;
  /** Opened and done at once. */
  readonly done: boolean;
}

interface What {
  readonly isFiled: boolean;
  readonly decided: number;
  readonly delivers: boolean;
}

/** The platform's own decision task, and the delivery by people where the item has one. */
async function openedBy(
  tx: Tx,
  { unit }: CaseRecord,
  { isFiled, decided, delivers }: What,
): Promise<readonly Opened[]> {
  const fallback = (await generalUnit(tx)).id;
  const decision = isFiled ? await queue.findAutomaticPool(tx, 'decision', { unit, fallback }) : undefined;
  const delivery = delivers ? await queue.findPool(tx, 'delivery', { unit, fallback }) : undefined;
  if ((isFiled && decision === undefined) || (delivers && delivery === undefined))
    throw new Refusal('cases.no-pool', { status: 503 });
  return [
    ...(decision === undefined ? [] : [{ n: decided, pool: decision, done: true }]),
    ...(delivery === undefined ? [] : [{ n: decided + 1, pool: delivery, done: false }]),
  ];
}

interface Readying {
  readonly record: CaseRecord;
  readonly opened: readonly Opened[];
  readonly now: Date;
}

async function readied(tx: Tx, { record, opened, now }: Readying): Promise<readonly Part[]> {
  const parts: Part[] = [];
  for (const { n, pool, done } of opened) {
    const qn = await queue.nextNumber(tx, pool);
    const ticket = queue.entering({ caseId: record.id, n, pool, qn, ref: record.ref, at: now, done });
    parts.push({ leaf: { k: 'ready', q: pool.code, qn, n }, follower: () => ticket });
  }
  return parts;
}

function writtenOf(
  { crypto }: World,
  record: CaseRecord,
  { deed, now }: { readonly deed: Deed; readonly now: Date },
): Part & { readonly event: string } {
  const { kind, n, details } = deed;
  const event = randomUUID();
  const told = kind === 'accept' ? 'accepted' : 'approved';
  const { commitment, opening } = commit({ event: told, ...details });
  const sealed = sealJson(crypto, record.dataKey, eventContext(record.id), { details, opening });
  const row = {
    id: event,
    caseId: record.id,
    kind: told,
    at: now,
    n,
    unit: record.unit,
    sealed,
    automatic: true,
  } as const;
  return {
    event,
    leaf: { k: kind, n, outcome: commitment },
    follower: (place) => recording({ ...row, place }),
  };
}
