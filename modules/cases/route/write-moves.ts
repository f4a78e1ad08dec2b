import { randomUUID } from 'node:crypto';
import { civilDate, Refusal, sealJson, type Db, type Tx, type World } from '#kernel';
import { deadline, lastDay } from '#clocks';
import { generalUnit } from '#identity';
import { commit, type Follower } from '#ledger';
import { pinnedService, poolKey } from '#publishing';
import * as queue from '#queue';
import type { Unchained } from '../act-leaves.ts';
import { type CaseRecord } from '../case-store.ts';
import { recording } from '../event-store.ts';
import { eventContext } from '../event-context.ts';
import type { DueAfter, Moves, Opening } from './moves.ts';
import { visitLeft } from '../visit/visit-done.ts';
import { recordStep } from './step-store.ts';
import { closeTask, deleteDues, insertDues, insertTasks, type Due, type NewTask } from './task-store.ts';

/** A task with the queue that it will stand in. */
export interface Placed extends Opening {
  readonly pool: queue.PoolRef;
  readonly n: number;
}

interface Placing {
  readonly record: CaseRecord;
  readonly opening: readonly Opening[];
}

/**
 * Finds the queue of each task that opens: the one that its version pins, while somebody works there, else by rule. The
 * tasks are numbered on from the case's last one.
 */
export async function placed(tx: Tx, db: Db, { record, opening }: Placing): Promise<readonly Placed[]> {
  if (opening.length === 0) return [];
  const pools = (await pinnedService(db, record.itemVersion, tx))?.pools;
  const fallback = (await generalUnit(tx)).id;
  const found: Placed[] = [];
  for (const [at, each] of opening.entries()) {
    const find = each.automatic === true ? queue.findAutomaticPool : queue.findPool;
    const pinned = each.automatic === true ? undefined : pools?.[poolKey(each.stage, each.unit)];
    const pool =
      (pinned === undefined ? undefined : await queue.staffedPool(tx, pinned)) ??
      (await find(tx, each.stage, { unit: each.unit, fallback }));
    if (pool === undefined) throw new Refusal('cases.no-pool', { status: 503 });
    found.push({ ...each, pool, n: record.n + 1 + at });
  }
  return found;
}

interface Writing {
  readonly record: CaseRecord;
  readonly moves: Moves;
  readonly placed: readonly Placed[];
  readonly now: Date;
  /** Leaves that stand before these in the append. */
  readonly before: number;
}

export interface Written {
  readonly leaves: readonly Unchained[];
  readonly followers: readonly Follower[];
}

/**
 * Writes what a route does to its case, pools being locked: closes what it needs no more, opens what comes next, and
 * notes what will be due. @returns the leaves and followers for the ledger's statement
 */
export async function writeMoves(tx: Tx, world: World, writing: Writing): Promise<Written> {
  const { record, moves, placed: tasks, now } = writing;
  await insertTasks(
    tx,
    record.id,
    tasks.flatMap((task) => taskOf(task, now)),
  );
  if (moves.route !== undefined) await recordStep(tx, record.id, moves.route);
  for (const { n } of moves.closing) await closeTask(tx, record.id, { n, ended: 'dropped', at: now });
  await deleteDues(tx, record.id, moves.undue);
  await insertDues(
    tx,
    record.id,
    moves.dues.map((due) => dueOf(due, now)),
  );
  const numbers = await drawNumbers(tx, tasks);
  const dropped: Dropped[] = [];
  for (const [at, task] of moves.closing.entries())
    dropped.push(await droppedBy(tx, world, { writing, task, place: writing.before + at }));
  return {
    leaves: [
      ...dropped.map(({ leaf }) => leaf),
      ...tasks.map(({ pool, n }, at): Unchained => ({ k: 'ready', q: pool.code, qn: numbers[at] ?? 0n, n })),
    ],
    followers: [
      ...dropped.flatMap(({ followers }) => followers),
      ...tasks.map(({ pool, n }, at) =>
        queue.entering({ caseId: record.id, n, pool, qn: numbers[at] ?? 0n, ref: record.ref, at: now }),
      ),
    ],
  };
}

function taskOf({ of, n, unit }: Placed, now: Date): readonly NewTask[] {
  if (of === undefined) return [];
  const { budget, ...task } = of;
  const counts = budget !== undefined && budget.unit !== 'hour' && budget.unit !== 'minute';
  return [{ ...task, n, unit, openedAt: now, ...(counts ? { dueOn: lastDay(civilDate(now), budget) } : {}) }];
}

function dueOf({ after, ...due }: DueAfter, now: Date): Due {
  return { ...due, at: deadline(now, after) };
}

/** A dense number for each task out of its locked pool. */
async function drawNumbers(tx: Tx, tasks: readonly Placed[]): Promise<readonly bigint[]> {
  const counts = new Map<number, number>();
  const places = tasks.map(({ pool: { id } }) => {
    const place = counts.get(id) ?? 0;
    counts.set(id, place + 1);
    return { id, place };
  });
  if (counts.size === 0) return [];
  const firsts = await queue.nextNumbers(tx, counts);
  return places.map(({ id, place }) => (firsts.get(id) ?? 0n) + BigInt(place));
}

interface Dropped {
  readonly leaf: Unchained;
  readonly followers: readonly Follower[];
}

interface Dropping {
  readonly writing: Writing;
  readonly task: Moves['closing'][number];
  /** Place of its leaf in the append. */
  readonly place: number;
}

/** The route needs a task no more: told in public, so that nobody who waits behind it was overtaken unseen. */
async function droppedBy(tx: Tx, { crypto }: World, { writing, task, place }: Dropping): Promise<Dropped> {
  const { record, now } = writing;
  const { n, unit } = task;
  const bars = await visitLeft(tx, { caseId: record.id, n, place });
  const { commitment, opening } = commit({ event: 'dropped', n: String(n) });
  const event = recording({
    id: randomUUID(),
    caseId: record.id,
    kind: 'dropped',
    at: now,
    n,
    unit,
    sealed: sealJson(crypto, record.dataKey, eventContext(record.id), { details: {}, opening }),
    place,
  });
  const leaf: Unchained = { k: 'pass', n, outcome: commitment, by: 'route' };
  return { leaf, followers: [event, queue.leaving({ caseId: record.id, n }, 'done', now), ...bars] };
}
