import { randomUUID } from 'node:crypto';
import { emit, notFound, Refusal, sealJson, type Tx, type World } from '#kernel';
import type { Officer, OfficerId, UnitId } from '#identity';
import { append, commit, type Follower } from '#ledger';
import * as queue from '#queue';
import type { Outcome } from '#routing';
import { chained } from './act-leaves.ts';
import { lookFirst, movesToPeople } from './automatic/moves.ts';
import { advancing, keepRoute, type CaseRecord } from './case-store.ts';
import { recording } from './event-store.ts';
import { eventContext } from './event-context.ts';
import { decide, evolve, type CaseState, type Command, type Transition } from './lifecycle.ts';
import { mainLeaves } from './main-leaf.ts';
import { clocksAfter } from './limits/clocks-after.ts';
import { requireInTime } from './limits/in-time.ts';
import { runOn } from './limits/stand-still.ts';
import { endSpecials } from './special/special-store.ts';
import { beginRoute, goOnInRoute, STAYS, type Moves } from './route/moves.ts';
import { closeTask, deleteDues, dropTasks, routeTasks, type Due } from './route/task-store.ts';
import { placed, writeMoves, type Placed } from './route/write-moves.ts';

/** An act on a locked case: what is commanded, by whom, and what is to be remembered of it. */
export interface Act {
  readonly record: CaseRecord;
  readonly command: Command;
  /** The task that it is done on; absent where the act is on the case itself. */
  readonly task?: { readonly n: number; readonly stage: queue.Stage };
  /** Who did it; of silence, only the unit that was silent. */
  readonly officer?: { readonly id?: OfficerId; readonly unit: UnitId };
  /** What was said at a task of the route; for it unless told otherwise. */
  readonly outcome?: Outcome;
  /** What time has brought about. */
  readonly due?: Due;
  /** When time had brought it about, however late somebody looked; and from when on it counts. */
  readonly legal?: { readonly at: Date; readonly since?: Date };
  /** The colleague who has the task in hand from now on. */
  readonly to?: OfficerId;
  /** Sealed into the event, and committed to where the leaf has an outcome. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Followers of the use case itself, e.g. a bar. */
  readonly followers?: readonly Follower[];
  /** Records the answer for retries; runs before the ledger's statement. */
  readonly remember: () => Promise<void>;
}

/** What the lifecycle needs to know of a case. */
export function stateOf({ status, plan, supplementAsked }: CaseRecord): CaseState {
  return { status, delivers: plan.some(({ stage }) => stage === 'delivery'), supplementAsked };
}

/**
 * Carries out an act on a case whose row is locked: decides, asks the route what comes next, locks the pools it touches,
 * writes event, tickets, tasks, status, job and leaves in one transaction. Ends with the ledger's statement; only the
 * commit may follow.
 * @throws Refusal when the lifecycle does not allow it now.
 */
export async function perform(tx: Tx, world: World, act: Act): Promise<void> {
  const { record, command, task } = act;
  if (record.recordLostAt !== undefined) throw new Refusal('cases.record-lost');
  await requireInTime(tx, record.id, { command, now: world.clock.now() });
  const state = stateOf(record);
  const transition = decide(state, command, task?.stage);
  if (typeof transition === 'string') throw new Refusal(transition);
  const after = evolve(state, transition);

  const moves = await movesAfter(tx, world, act);
  const opening = await placed(tx, world.db, { record, opening: moves.opening });
  await lockPools(tx, { act, transition, moves, opening });
  // Read before the locks it could be minutes older than its neighbours in the log (rule M11).
  const now = world.clock.now();
  await write(tx, world, { act, transition, after, moves, opening, now });
}

/** What the act makes of the tasks of its case. */
async function movesAfter(tx: Tx, world: World, act: Act): Promise<Moves> {
  const { record, command, task, due } = act;
  if (command === 'accept') return (await lookFirst(tx, world, record)) ?? beginRoute(tx, world, record);
  if (command === 'deem-accept')
    return { ...(await beginRoute(tx, world, record)), ...(record.automatic && { automatic: 'person' }) };
  if (command === 'to-people') return movesToPeople(tx, world, record);
  if (command === 'grant' && stateOf(record).delivers)
    return { ...STAYS, opening: [{ stage: 'delivery', unit: record.unit }] };
  if (command === 'open-decision') return { ...STAYS, opening: [{ stage: 'decision', unit: record.unit }] };
  if (command === 'expire' && due !== undefined)
    return goOnInRoute(tx, world, { record, event: { kind: 'timer', due } });
  if (command !== 'pass' && command !== 'consent') return STAYS;
  const known = (await routeTasks(tx, record.id)).find(({ n }) => n === task?.n);
  if (command === 'pass')
    return goOnInRoute(tx, world, { record, event: { kind: 'done', task: known, outcome: act.outcome ?? 'agree' } });
  if (known === undefined) throw notFound();
  return goOnInRoute(tx, world, { record, event: { kind: 'consent', task: known, at: due?.at ?? world.clock.now() } });
}

interface Deciding {
  readonly act: Act;
  readonly transition: Transition;
  readonly moves: Moves;
  readonly opening: readonly Placed[];
}

/** Locks every pool in which the act changes who may be taken. */
async function lockPools(tx: Tx, { act, transition, moves, opening }: Deciding): Promise<void> {
  const left = transition.task === 'end' ? undefined : leftTasks(act, transition, moves);
  const pools = await queue.poolsOfTasks(tx, act.record.id, left);
  await queue.lockPools(tx, [...new Set([...opening.map(({ pool }) => pool.id), ...pools])]);
}

const TAKEN_BY_NOBODY: ReadonlySet<Command> = new Set(['consent', 'to-people', 'deem-accept']);

/** Numbers of the tasks that become free, or leave their queue. What somebody passes was in their hand before. */
function leftTasks({ record, task, command }: Act, { task: fate }: Transition, { closing }: Moves): readonly number[] {
  const isInHand = fate === 'next' && !TAKEN_BY_NOBODY.has(command);
  const own = fate === 'stay' || isInHand ? [] : [task?.n ?? record.n];
  return [...own, ...closing.map(({ n }) => n)];
}

interface Writing extends Deciding {
  readonly after: CaseState;
  readonly now: Date;
}

async function write(tx: Tx, world: World, { act, transition, after, moves, opening, now }: Writing): Promise<void> {
  const { record, officer } = act;
  const details = { ...act.details, ...(moves.asked.length > 0 && { asked: moves.asked }) };
  const { commitment, opening: opens } = commit({ event: transition.event, ...details });
  const main = mainLeaves(world, { act, task: transition.task, outcome: commitment });
  const written = await writeMoves(tx, world, { record, moves, placed: opening, now, before: main.length });
  const leaves = [...main, ...written.leaves];
  await endTasks(tx, { act, transition, now });
  await followClocks(tx, { act, transition, after, moves, opening, now });
  if (leaves.length === 0) return keepRoute(tx, record.id, moves.route);

  const id = randomUUID();
  // What time brings about has no leaf of its own: it is told at the first task that opens because of it.
  const place = main.length > 0 ? 0 : moves.closing.length;
  const sealed = sealJson(world.crypto, record.dataKey, eventContext(record.id), { details, opening: opens });
  const by = officer && { unit: officer.unit, ...(officer.id && { officer: officer.id }) };
  const told = { id, caseId: record.id, kind: transition.event, at: now, n: act.task?.n ?? record.n, sealed, place };
  const automatic = act.command === 'to-people';
  await announce(tx, record, { event: id, looks: moves.automatic === 'pending' });
  await act.remember();
  await append(tx, now, {
    leaves: chained({ ref: record.ref, last: record.lastIndex }, leaves),
    followers: [
      ...(place < leaves.length ? [recording({ ...told, ...by, automatic })] : []),
      ...ticketFollowers(act, transition, now),
      ...written.followers,
      ...(act.followers ?? []),
      advancing({
        id: record.id,
        ...after,
        n: record.n + opening.length,
        at: now,
        last: leaves.length - 1,
        ...(moves.route && { route: moves.route }),
        ...(moves.automatic && { automatic: moves.automatic }),
        ...(automatic && after.status === 'submitted' && { acceptN: record.n + 1 }),
      }),
    ],
  });
}

/** Special procedures that nobody waits for any more end, and the clocks go by what has happened. */
async function followClocks(tx: Tx, writing: Writing): Promise<void> {
  const { act, transition, moves, now } = writing;
  const closing = transition.task !== 'end' && { tasks: moves.closing };
  const ended = await endSpecials(tx, act.record.id, { at: now, ...closing });
  await runOn(tx, act.record.id, { ended, now });
  await clocksAfter(tx, writing);
}

/** Jobs for whoever must know: they run if and only if the act commits. */
async function announce(
  tx: Tx,
  { id, bundleRef }: CaseRecord,
  { event, looks }: { readonly event: string; readonly looks: boolean },
): Promise<void> {
  if (looks) await emit(tx, 'cases.decideAutomatically', {});
  await emit(tx, 'notifications.tell', { event });
  if (bundleRef !== undefined) await emit(tx, 'bundles.progress', { case: id });
}

interface Ending {
  readonly act: Act;
  readonly transition: Transition;
  readonly now: Date;
}

/** The rows of the route's tasks follow: the one that is done, or all of them with their case. */
async function endTasks(tx: Tx, { act, transition, now: at }: Ending): Promise<void> {
  const { record, task, command, outcome = 'agree', due } = act;
  if (transition.task === 'end') await dropTasks(tx, record.id, at);
  else if (task !== undefined && command === 'pass')
    await closeTask(tx, record.id, { n: task.n, ended: 'passed', outcome, at });
  else if (task !== undefined && command === 'consent')
    await closeTask(tx, record.id, { n: task.n, ended: 'consented', outcome: 'agree', at });
  if (due !== undefined) await deleteDues(tx, record.id, [due]);
}

const ticketStates = { next: 'done', hold: 'held', wait: 'waiting' } as const;

function ticketFollowers({ record, task }: Act, { task: fate }: Transition, now: Date): readonly Follower[] {
  if (fate === 'end') return [queue.endingAll(record.id, now)];
  if (fate === 'stay') return [];
  return [queue.leaving({ caseId: record.id, n: task?.n ?? record.n }, ticketStates[fate], now)];
}

/**
 * The task that an officer has in hand must be of this case; anybody else's case looks like none.
 */
export async function requireInHand(
  tx: Tx,
  officer: Officer,
  record: CaseRecord | undefined,
): Promise<{ readonly record: CaseRecord; readonly ticket: queue.TicketInHand }> {
  const ticket = await queue.inHandOf(tx, officer.officer);
  if (record === undefined || ticket?.caseId !== record.id) throw notFound();
  return { record, ticket };
}

/** The task of a ticket, for an act on it. */
export function taskOf({ n, pool: { stage } }: Pick<queue.Ticket, 'n' | 'pool'>): NonNullable<Act['task']> {
  return { n, stage };
}
