import { sql } from 'kysely';
import { followStandings, readLeaf, type EventLeaf, type Standings } from '#audit';
import { civilDate, Refusal, type Tx } from '#kernel';
import { readLeaves, type LeafIndex, type StoredLeaf } from '#ledger';
import { adoptQueueLeaves, type RestoredLeaf, type TaskEntry } from '#queue';
import { lockCaseByRef } from '../case-store.ts';
import type { ShortNo } from '../numbers.ts';
import { adoptCase, holdMissing, type RestoreWorld } from './adopt-case.ts';
import type { CaseLeaf } from './replay.ts';

export interface Adopted {
  /** Cases of which the ledger tells more than the database did. */
  readonly behind: readonly ShortNo[];
  /** Submissions in the ledger of which the database has no case: their indices. */
  readonly missing: readonly LeafIndex[];
}

/**
 * After leaves came back from a mirror the database follows them: queues, cases, tickets, bars. What the leaves stand for
 * is lost; each case that has not ended is held (`record-lost`) until somebody has looked at it, and so is each submission
 * without a case. Where the leaves alone were lost nothing is held. So whoever comes next is taken lawfully for everybody who watches the log.
 */
export async function adoptRestored(tx: Tx, world: RestoreWorld, restored: readonly StoredLeaf[]): Promise<Adopted> {
  const leaves = restored.map(({ index, bytes }) => ({ index, leaf: readLeaf(bytes) }));
  const standings = await wholeLog(tx);
  const strange = await adoptQueueLeaves(tx, leaves, standings);
  if (strange.length > 0) throw new Refusal('queue.unit-unknown', { values: { queues: strange.join(', ') } });
  const behind: ShortNo[] = [];
  const missing: LeafIndex[] = [];
  for (const [ref, own] of byCase(leaves)) {
    const record = await lockCaseByRef(tx, ref);
    const standing = standings.ofCase(Number(ref));
    if (record !== undefined && record.lastIndex >= (own.at(-1)?.index ?? ref)) continue;
    if (record !== undefined) {
      await adoptCase(tx, { world, record, standing, leaves: own });
      behind.push(record.shortNo);
    } else {
      const entry = entryOf(leaves, ref);
      if (standing !== undefined && entry !== undefined)
        await holdMissing(tx, world, { ref, entry, standing, leaves: own });
      missing.push(ref);
    }
  }
  await skipNumbers(
    tx,
    leaves.filter(({ index }) => missing.includes(index)),
  );
  return { behind, missing };
}

const AT_ONCE = 5_000;

async function wholeLog(tx: Tx): Promise<Standings> {
  const standings = followStandings();
  for (let next = 0n; ; next += BigInt(AT_ONCE)) {
    const leaves = await readLeaves(tx, next, AT_ONCE);
    for (const { index, bytes } of leaves) standings.entry(Number(index), bytes);
    if (leaves.length < AT_ONCE) return standings;
  }
}

function byCase(leaves: readonly RestoredLeaf[]): ReadonlyMap<LeafIndex, readonly CaseLeaf[]> {
  const found = new Map<LeafIndex, CaseLeaf[]>();
  for (const { index, leaf } of leaves) {
    if (leaf.k === 'submit' || leaf.k === 'migrated') found.set(index, []);
    else if ('ref' in leaf) add(found, BigInt(leaf.ref), { index, leaf });
  }
  return found;
}

function add(found: Map<LeafIndex, CaseLeaf[]>, ref: LeafIndex, event: { index: LeafIndex; leaf: EventLeaf }): void {
  const known = found.get(ref);
  if (known === undefined) found.set(ref, [event]);
  else known.push(event);
}

function entryOf(leaves: readonly RestoredLeaf[], ref: LeafIndex): TaskEntry | undefined {
  const leaf = leaves.find(({ index }) => index === ref)?.leaf;
  if (leaf?.k !== 'submit' && leaf?.k !== 'migrated') return undefined;
  return { n: 0, q: leaf.q, qn: BigInt(leaf.qn), at: new Date(leaf.ts * 1000) };
}

/** Numbers that were drawn and not used are not in the ledger. */
const SPARE = 1_000;
/** An application may be received on one day and written on the next. */
const BEFORE_MIDNIGHT_S = 60;

/** The applicants of lost submissions hold numbers, short and long, that nobody else may get. */
async function skipNumbers(tx: Tx, lost: readonly RestoredLeaf[]): Promise<void> {
  if (lost.length === 0) return;
  const skipped = lost.length + SPARE;
  await sql`select setval('cases.short_serial', nextval('cases.short_serial') + ${skipped}::bigint)`.execute(tx);
  const moments = lost.flatMap(({ leaf: { ts } }) => [ts, ts - BEFORE_MIDNIGHT_S]);
  const days = new Set(moments.map((ts) => civilDate(new Date(ts * 1000)).toString()));
  for (const day of days) {
    await sql`update cases.daily_serial set last = last + ${lost.length} where day = ${day}`.execute(tx);
    await sql`insert into cases.serial_floor as f (day, floor) values (${day}, ${lost.length})
      on conflict (day) do update set floor = f.floor + excluded.floor`.execute(tx);
  }
}
