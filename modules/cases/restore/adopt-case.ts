import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Standing } from '#audit';
import { emit, sealJson, type Tx, type World } from '#kernel';
import { append, indexAt, type Leaf, type LeafIndex } from '#ledger';
import { adoptCaseTickets, automaticTasks, stageOfQueue, type Stage, type TaskEntry } from '#queue';
import { stateOf } from '../act.ts';
import { eventContext } from '../event-context.ts';
import { chained, type Unchained } from '../act-leaves.ts';
import { advancing, type AutomaticState, type CaseRecord } from '../case-store.ts';
import { recording } from '../event-store.ts';
import { atStage, replay, type CaseLeaf, type Replayed } from './replay.ts';
import { dropTasks } from '../route/task-store.ts';
import { whoActed, type Actors } from './who-acted.ts';

export type RestoreWorld = Pick<World, 'clock' | 'crypto'>;

interface Adopting {
  readonly world: RestoreWorld;
  readonly record: CaseRecord;
  /** How the whole ledger says that it stands; undefined: it has ended. */
  readonly standing: Standing | undefined;
  readonly leaves: readonly CaseLeaf[];
}

/** Brings a case to where the ledger says it is; one that has not ended is held until somebody has looked at it. */
export async function adoptCase(tx: Tx, adopting: Adopting): Promise<void> {
  const { world, record, standing, leaves } = adopting;
  const now = world.clock.now();
  const tickets = ticketsIn(leaves);
  const platforms = await automaticTasks(
    tx,
    record.id,
    tickets.entries.map(({ n, q }) => ({ n, q })),
  );
  const replayed = replay(stateOf(record), leaves, platforms);
  const stage = standing && (await stageOf(tx, standing));
  const state = stage === undefined ? replayed.state : atStage(replayed.state, stage);
  const n = standing?.newest ?? record.n;
  const actors = await whoActed(tx, { world, record }, leaves);
  await recordActs(tx, adopting, { replayed, actors });
  await adoptCaseTickets(tx, {
    caseId: record.id,
    ref: record.ref,
    ...(standing === undefined ? {} : { standing }),
    ...tickets,
    bars: actors.bars,
    at: now,
  });
  const last = leaves.at(-1)?.index ?? record.lastIndex;
  const { acts, undecided } = replayed;
  const statusAt = state.status === record.status ? record.statusAt : (acts.at(-1)?.at ?? now);
  const lost = standing !== undefined || undecided !== undefined;
  await sql`update cases."case" set n = ${n}, status = ${state.status}, status_at = ${statusAt},
    supplement_asked = ${state.supplementAsked}, last_index = ${last}, record_lost_at = ${lost ? now : null},
    automatic = ${automaticAfter({ leaves, standing, platforms }) ?? sql.ref('automatic')},
    accept_n = greatest(accept_n, ${acceptedAt(leaves)}::smallint)
    where id = ${record.id}`.execute(tx);
  if (standing === undefined) await dropTasks(tx, record.id, now);
  else await hold(tx, adopting, { standing, state, now });
}

/** Tasks that are open at the same time are of one stage: examination, where there is more than one. */
async function stageOf(tx: Tx, { tasks }: Standing): Promise<Stage | undefined> {
  return stageOfQueue(tx, tasks.at(-1)?.q ?? '');
}

interface Worked {
  readonly leaves: readonly CaseLeaf[];
  readonly standing: Standing | undefined;
  /** Numbers of the tasks in queues of the platform. */
  readonly platforms: ReadonlySet<number>;
}

/** Whether the platform has to look at a case, has approved it, or has left it to people; undefined: as it was. */
function automaticAfter({ leaves, standing, platforms }: Worked): AutomaticState | undefined {
  if (standing?.tasks.some(({ n }) => platforms.has(n)) === true) return 'pending';
  if (leaves.some(({ leaf }) => leaf.k === 'decide' && platforms.has(leaf.n))) return 'approved';
  return leaves.some(({ leaf }) => leaf.k === 'transfer') ? 'person' : undefined;
}

/** The task of the person who accepts what the platform did not: it opens right after the case was left to people. */
function acceptedAt(leaves: readonly CaseLeaf[]): number {
  const left = leaves.find(({ leaf }) => leaf.k === 'transfer' && leaf.n === 0);
  return left === undefined ? 0 : 1;
}

function ticketsIn(leaves: readonly CaseLeaf[]) {
  const at = (ts: number) => new Date(ts * 1000);
  return {
    entries: leaves.flatMap(({ leaf }) =>
      leaf.k === 'ready' ? [{ n: leaf.n, q: leaf.q, qn: BigInt(leaf.qn), at: at(leaf.ts) }] : [],
    ),
    grants: leaves.flatMap(({ index, leaf }) =>
      leaf.k === 'grant' ? [{ index, lane: leaf.lane, rule: BigInt(leaf.rule), at: at(leaf.ts) }] : [],
    ),
  };
}

interface Told {
  readonly replayed: Replayed;
  readonly actors: Actors;
}

/** The timeline shows what happened and when, and that why is lost. */
async function recordActs(tx: Tx, { world, record }: Adopting, { replayed: { acts }, actors }: Told): Promise<void> {
  const sealed = sealJson(world.crypto, record.dataKey, eventContext(record.id), { details: { restored: true } });
  for (const { index, kind, at, n } of acts) {
    const by = kind === 'supplementSubmitted' || kind === 'withdrawn' ? undefined : actors.by.get(index);
    await tx
      .insertInto('cases.event')
      .values({
        id: randomUUID(),
        ledger_index: index,
        case_id: record.id,
        kind,
        at,
        n,
        officer_id: by?.officer ?? null,
        unit_id: by?.unit ?? null,
        sealed,
        restored: true,
      })
      .execute();
  }
}

interface Holding {
  readonly standing: Standing;
  readonly state: Replayed['state'];
  readonly now: Date;
}

async function hold(tx: Tx, { world, record }: Adopting, { standing, state, now }: Holding): Promise<void> {
  const leaves = holdLeaves(record.ref, standing);
  const event = randomUUID();
  const sealed = sealJson(world.crypto, record.dataKey, eventContext(record.id), { details: {} });
  await emit(tx, 'notifications.tell', { event });
  await append(tx, now, {
    leaves,
    followers: [
      recording({ id: event, caseId: record.id, kind: 'recordLost', at: now, n: standing.newest, sealed }),
      advancing({ id: record.id, ...state, n: standing.newest, at: now, last: leaves.length - 1 }),
    ],
  });
}

/** What keeps tasks out of turn lawfully: nobody may have one in hand of which the database knows nothing. */
export function holdLeaves(ref: LeafIndex, { tasks, last }: Standing): readonly Leaf[] {
  const leaves = tasks.flatMap(({ state, n }): readonly Unchained[] => [
    ...(state === 'taken' ? [{ k: 'release', reason: 'absence', n } as const] : []),
    { k: 'hold', reason: 'record-lost', n },
  ]);
  return chained({ ref, last: BigInt(last) }, leaves);
}

interface Missing {
  readonly ref: LeafIndex;
  /** How it entered its first queue. */
  readonly entry: TaskEntry;
  readonly standing: Standing;
  readonly leaves: readonly CaseLeaf[];
}

/** A submission without a case: it is held in public, and listed until somebody closes it. */
export async function holdMissing(tx: Tx, { clock }: Pick<World, 'clock'>, missing: Missing): Promise<void> {
  const { ref, entry, standing } = missing;
  const leaves = holdLeaves(ref, standing);
  const now = clock.now();
  const id = randomUUID();
  const { entries, grants } = ticketsIn(missing.leaves);
  await adoptCaseTickets(tx, { caseId: id, ref, standing, entries: [entry, ...entries], grants, bars: [], at: now });
  const listing = sql`insert into cases.lost_submission (ref, id, n, last_index, found_at)
    values (${ref}, ${id}, ${standing.newest}, ${indexAt(leaves.length - 1)}, ${now})`;
  await append(tx, now, { leaves, followers: [listing] });
}
