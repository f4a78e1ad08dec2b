import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import {
  addWorkdays,
  civilDate,
  emit,
  inTransaction,
  notFound,
  Refusal,
  sealJson,
  setting,
  type Tx,
  type World,
} from '#kernel';
import { append, commit, indexAt, type Follower, type Leaf, type LeafIndex, type Opening } from '#ledger';
import { endingAll, leaving, lockPools, poolsOfTasks, taskPlace } from '#queue';
import { stateOf } from '../act.ts';
import { eventContext } from '../event-context.ts';
import { chained, type Unchained } from '../act-leaves.ts';
import { advancing, lockCase, type CaseRecord, type CaseRoute } from '../case-store.ts';
import { recording } from '../event-store.ts';
import { isClosed, type CaseStatus, type EventKind } from '../lifecycle.ts';
import type { ShortNo } from '../numbers.ts';
import { placed, writeMoves } from '../route/write-moves.ts';
import { reconciled } from './reconciled.ts';
import { findSupplement, setDue } from '../supplement-store.ts';

export interface Settlement {
  readonly case: ShortNo;
  /** What was found and done, for the timeline. */
  readonly reason: string;
  /** What a lost decision was, according to the papers; only where the ledger cannot tell. */
  readonly outcome?: 'granted' | 'denied';
}

/**
 * An operator has looked at a case whose records were lost, and it goes on: at its old place, at the stage that the
 * ledger tells. A list of what was missing that was lost may be sent again; an answer to it that was lost is asked for
 * once more. @throws Refusal cases.record-not-lost, cases.outcome-needed, cases.outcome-known; kernel.not-found
 */
export async function settleLost(world: World, { case: no, reason, outcome }: Settlement): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    const record = await lockCase(tx, no);
    if (record === undefined) throw notFound();
    if (record.recordLostAt === undefined || isClosed(record.status)) throw new Refusal('cases.record-not-lost');
    const place = await taskPlace(tx, record.id);
    if (place !== undefined && outcome !== undefined) throw new Refusal('cases.outcome-known');
    if (place !== undefined) return goOn(tx, world, { record, reason });
    if (outcome === undefined) throw new Refusal('cases.outcome-needed');
    return decideAgain(tx, world, { record, reason, outcome });
  });
}

interface Settling {
  readonly record: CaseRecord;
  readonly reason: string;
}

async function goOn(tx: Tx, world: World, { record, reason }: Settling): Promise<void> {
  const { moves, resumed } = await reconciled(tx, world, record);
  const opening = await placed(tx, world.db, { record, opening: moves.opening });
  const pools = [...opening.map(({ pool }) => pool.id), ...(await poolsOfTasks(tx, record.id))];
  await lockPools(tx, [...new Set(pools)]);
  const now = world.clock.now();
  const { status, asked, waits } = await afterwards(tx, record, now);
  const holds = resumed.flatMap((n): readonly Unchained[] => [
    { k: 'resume', reason: 'record-lost', n },
    ...(waits ? [{ k: 'hold', reason: 'supplement', n } as const] : []),
  ]);
  const written = await writeMoves(tx, world, { record, moves, placed: opening, now, before: holds.length });
  const waiting = resumed.map((n) => leaving({ caseId: record.id, n }, waits ? 'held' : 'waiting', now));
  await write(tx, world, {
    record,
    now,
    kind: 'recordSettled',
    details: { reason },
    // A dropped task has an event of its own at its leaf.
    place: holds.length > 0 ? 0 : moves.closing.length,
    leaves: chained({ ref: record.ref, last: record.lastIndex }, [...holds, ...written.leaves]),
    followers: [...waiting, ...written.followers],
    after: { status, supplementAsked: asked, n: record.n + opening.length },
    ...(moves.route && { route: moves.route }),
  });
}

interface Afterwards {
  readonly status: CaseStatus;
  readonly asked: boolean;
  /** Whether it waits for the applicant again. */
  readonly waits: boolean;
}

/** What was asked for, or answered, may be among what was lost. */
async function afterwards(tx: Tx, record: CaseRecord, now: Date): Promise<Afterwards> {
  const { status, supplementAsked: asked } = record;
  if (status !== 'supplementRequested' && status !== 'supplementSubmitted') return { status, asked, waits: false };
  const supplement = await findSupplement(tx, record.id);
  if (supplement === undefined) return { status: 'submitted', asked: false, waits: false };
  if (supplement.answeredAt !== undefined) return { status, asked, waits: false };
  const days = await setting(tx, 'supplement.limitWorkdays');
  await setDue(tx, record.id, addWorkdays(civilDate(now), days));
  return { status: 'supplementRequested', asked: true, waits: true };
}

/** The case has ended in the ledger; what the decision was is told now, as a correction of the decision's entry. */
async function decideAgain(
  tx: Tx,
  world: World,
  { record, reason, outcome }: Settling & { readonly outcome: 'granted' | 'denied' },
): Promise<void> {
  // Salted, as every outcome in the log is: two words and a phrase could be guessed.
  const { commitment, opening } = commit({ event: outcome === 'granted' ? 'approved' : 'denied', reason });
  await write(tx, world, {
    record,
    now: world.clock.now(),
    kind: outcome === 'granted' ? 'approved' : 'denied',
    details: { reason },
    opening,
    leaves: [{ k: 'erratum', of: record.lastIndex, hash: commitment }],
    followers: [],
    after: { status: outcome === 'granted' ? 'approved' : 'denied', supplementAsked: record.supplementAsked },
  });
}

interface Writing {
  readonly record: CaseRecord;
  readonly now: Date;
  readonly kind: EventKind;
  readonly details: Readonly<Record<string, unknown>>;
  /** Opens the commitment in the leaf, where there is one. */
  readonly opening?: Opening;
  readonly leaves: readonly Leaf[];
  readonly followers: readonly Follower[];
  /** Place of the leaf that the event is told at; the first unless told otherwise. */
  readonly place?: number;
  readonly after: { readonly status: CaseStatus; readonly supplementAsked: boolean; readonly n?: number };
  readonly route?: CaseRoute;
}

async function write(
  tx: Tx,
  world: World,
  { record, now, kind, details, opening, after, place = 0, ...act }: Writing,
): Promise<void> {
  const { id, dataKey, n } = record;
  const event = randomUUID();
  await emit(tx, 'notifications.tell', { event });
  await sql`update cases."case" set record_lost_at = null where id = ${id}`.execute(tx);
  await append(tx, now, {
    leaves: act.leaves,
    followers: [
      recording({
        id: event,
        caseId: id,
        kind,
        at: now,
        n,
        place,
        restored: true,
        sealed: sealJson(world.crypto, dataKey, eventContext(id), { details, ...(opening && { opening }) }),
      }),
      ...act.followers,
      advancing({
        id,
        ...stateOf(record),
        n,
        ...after,
        at: now,
        last: act.leaves.length - 1,
        ...(act.route && { route: act.route }),
      }),
    ],
  });
}

/**
 * A submission without a case is closed in public: its applicant has filed again, or has been asked in vain.
 * @throws Refusal cases.record-not-lost
 */
export async function settleMissing(world: World, ref: LeafIndex, reason: string): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    const lost = await tx
      .selectFrom('cases.lost_submission')
      .select(['id', 'n', 'last_index'])
      .where('ref', '=', ref)
      .where('settled_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (lost === undefined) throw new Refusal('cases.record-not-lost');
    const now = world.clock.now();
    const { commitment, opening } = commit({ event: 'terminated', reason });
    const dataKey = Buffer.from(world.crypto.newDataKey());
    const sealed = sealJson(world.crypto, dataKey, `cases.lost_submission:${lost.id}`, { reason, opening });
    await lockPools(tx, await poolsOfTasks(tx, lost.id));
    await append(tx, now, {
      leaves: [{ k: 'close', n: lost.n, outcome: commitment, ref, prev: lost.last_index }],
      followers: [
        sql`update cases.lost_submission set settled_at = ${now}, data_key = ${dataKey}, sealed = ${sealed},
          last_index = ${indexAt(0)} where ref = ${ref}`,
        endingAll(lost.id, now),
      ],
    });
  });
}
