import { createAudit, type Audit, type Finding } from '#audit';
import type { Db } from '#kernel';
import { readLeaves } from './read.ts';

/** What the rules say of the platform's own leaves, by the same program that strangers use. */
export interface OwnAudit {
  /** So many leaves have been looked at, from the first on. */
  readonly checked: bigint;
  /** Tasks taken out of turn (M4). */
  readonly jumps: number;
  /** Everything else that the rules object to. */
  readonly others: number;
  /** The first of them. */
  readonly findings: readonly Finding[];
  /** Decisions made before that of an earlier submission: a figure, no objection (M10). */
  readonly inversions: number;
  readonly takes: number;
}

/** Leaves in one query, and in one request: a log of a million is looked through by some fifty readers, not by one. */
const AT_ONCE = 2_000;
const IN_ONE_CALL = 20_000;
const SHOWN = 20;

interface Running {
  readonly audit: Audit;
  next: bigint;
  jumps: number;
  others: number;
  /** An honest log has none, a broken one few: they are kept. */
  readonly all: Finding[];
  turn: Promise<void>;
}

const audits = new WeakMap<Db, Running>();

/** Goes on where this process stopped last time. */
export async function ownAudit(db: Db): Promise<OwnAudit> {
  const running = await followOwnLog(db);
  const { queues } = running.audit.figures();
  const sum = (of: 'inversions' | 'takes') => queues.reduce((total, queue) => total + queue[of], 0);
  const { next: checked, jumps, others, all } = running;
  return { checked, jumps, others, findings: all.slice(0, SHOWN), inversions: sum('inversions'), takes: sum('takes') };
}

/** Goes on with the one audit of this process. */
export async function followOwnLog(db: Db): Promise<Running> {
  const running = audits.get(db) ?? begin();
  audits.set(db, running);
  // One after the other: an audit is fed leaf by leaf.
  const mine = running.turn.then(async () => goOn(running, db));
  running.turn = mine.catch(() => undefined);
  await mine;
  return running;
}

function begin(): Running {
  return { audit: createAudit(), next: 0n, jumps: 0, others: 0, all: [], turn: Promise.resolve() };
}

async function goOn(running: Running, db: Db): Promise<void> {
  const until = running.next + BigInt(IN_ONE_CALL);
  while (running.next < until) {
    const leaves = await readLeaves(db, running.next, AT_ONCE);
    for (const { index, bytes } of leaves) {
      record(running, running.audit.entry(Number(index), bytes));
      running.next = index + 1n;
    }
    if (leaves.length < AT_ONCE) return;
  }
}

function record(running: Running, found: readonly Finding[]): void {
  const jumps = found.filter(({ rule }) => rule === 'M4').length;
  running.jumps += jumps;
  running.others += found.length - jumps;
  running.all.push(...found);
}
