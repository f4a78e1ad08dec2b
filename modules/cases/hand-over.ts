import { z } from 'zod';
import {
  IdempotencyKey,
  InvalidInput,
  notFound,
  once,
  parseInput,
  Refusal,
  setting,
  type Tx,
  type World,
} from '#kernel';
import { generalUnit, officerById, type Officer, type OfficerId } from '#identity';
import type { Follower } from '#ledger';
import * as queue from '#queue';
import { perform, requireInHand, taskOf } from './act.ts';
import { lockCase, type CaseRecord } from './case-store.ts';
import { colleaguesFor } from './colleagues.ts';
import { ShortNoInput } from './numbers.ts';
import { Reason } from './officer-acts.ts';

export const HandOverInput = z.strictObject({
  key: IdempotencyKey,
  case: ShortNoInput,
  /** The colleague. */
  to: z.uuid(),
  reason: Reason,
});

/** A case may have several tasks in hands at once. */
export const HandOverForAbsentInput = HandOverInput.extend({ n: z.coerce.number().int().min(0) });

/**
 * Hands the task in hand to a colleague of the same unit who works in its queue: it stays taken and keeps its place, so
 * nobody who waits is passed. The leaf names the colleague by pseudonym: whoever chooses is seen to choose.
 * @throws InvalidInput; Refusal kernel.not-found, cases.colleague-busy, cases.colleague-barred
 */
export async function handOver(world: World, officer: Officer, raw: z.input<typeof HandOverInput>): Promise<void> {
  await handOn(world, { officer, raw, by: 'holder' }, async (tx, record) => {
    const { ticket } = await requireInHand(tx, officer, record);
    return { ...ticket, officer: officer.officer };
  });
}

const MINUTE_MS = 60_000;

/**
 * The head of a unit (whoever approves for it) hands on a task of somebody who is away: who has not touched it for
 * `desk.awayMinutes`, or does such work no more. Nobody hands a case to themselves, and whoever has chosen who works on
 * it does not decide it.
 * @throws as `handOver`; Refusal cases.holder-at-work, cases.no-other-approver
 */
export async function handOverForAbsent(
  world: World,
  head: Officer,
  raw: z.input<typeof HandOverForAbsentInput>,
): Promise<void> {
  const { n } = parseInput(HandOverForAbsentInput, raw);
  const { n: _, ...handing } = raw;
  await handOn(world, { officer: head, raw: handing, by: 'head' }, async (tx, record) => {
    const held = { officer: head.officer, role: 'approver' as const, caseId: record.id };
    const tasks = (await queue.heldUnder(tx, held)).filter(({ officer }) => officer !== head.officer);
    if (tasks.length === 0) throw notFound();
    const before = new Date(world.clock.now().getTime() - (await setting(tx, 'desk.awayMinutes')) * MINUTE_MS);
    const forsaken = await queue.forsaken(tx, { before, caseId: record.id });
    const task = tasks.find((each) => each.n === n);
    if (task === undefined) throw notFound();
    if (!forsaken.some((each) => each.n === n)) throw new Refusal('cases.holder-at-work');
    if (!(await someoneElseDecides(tx, record, head))) throw new Refusal('cases.no-other-approver');
    return task;
  });
}

interface Handing {
  /** Who hands it on. */
  readonly officer: Officer;
  readonly raw: z.input<typeof HandOverInput>;
  readonly by: 'holder' | 'head';
}

/** The task, and in whose hand it is. */
type Held = Pick<queue.HeldTask, 'caseId' | 'n' | 'pool' | 'officer'>;
type Find = (tx: Tx, record: CaseRecord) => Promise<Held>;

async function handOn(world: World, { officer, raw, by }: Handing, find: Find): Promise<void> {
  const input = parseInput(HandOverInput, raw);
  const intent = { actor: officer.officer, useCase: 'cases.hand-over', key: input.key, body: raw };
  await once<null>(world.db, intent, async (tx, remember) => {
    const record = await lockCase(tx, input.case);
    if (record === undefined) throw notFound();
    const task = await find(tx, record);
    // Whoever takes from a queue of the colleague waits: their hands are free or full until the commit.
    const to = input.to as OfficerId;
    const pools = [task.pool, ...(await queue.poolsOf(tx, to))];
    await queue.lockPools(tx, [...new Set(pools.map(({ id }) => id))]);
    await requireColleague(tx, { record, task: { ...task, by: officer.officer }, to });
    await perform(tx, world, {
      record,
      command: 'hand-over',
      task: taskOf(task),
      officer: { id: officer.officer, unit: officer.unit },
      to,
      details: { why: input.reason, by },
      followers: [
        queue.taking(task, to, { at: world.clock.now(), place: 0 }),
        ...(by === 'head' ? [chose(record, officer)] : []),
      ],
      remember: () => remember(null),
    });
    return null;
  });
}

interface Chosen {
  readonly record: CaseRecord;
  readonly task: Held & { readonly by: OfficerId };
  readonly to: OfficerId;
}

/** Whoever chose who works on a case does not decide it: in the log the act that bars them is this one. */
function chose(record: CaseRecord, head: Officer): Follower {
  return queue.barring({ caseId: record.id, officer: head.officer, index: { plus: 0 }, stage: 'decision' });
}

/** Whether anybody but this person is left to decide a case. */
async function someoneElseDecides(tx: Tx, record: CaseRecord, { officer }: Officer): Promise<boolean> {
  const fallback = (await generalUnit(tx)).id;
  const pool = await queue.findPool(tx, 'decision', { unit: record.unit, fallback });
  const { person } = await officerById(tx, officer);
  for (const other of pool === undefined ? [] : await queue.staffOf(tx, pool)) {
    const isBarred = await queue.isBarredAt(tx, record.id, { officer: other, stage: 'decision' });
    if (!isBarred && (await officerById(tx, other)).person !== person) return true;
  }
  return false;
}

/** The rules of taking hold for a colleague as well: in office, hands free, not barred, not their own application. */
async function requireColleague(tx: Tx, { record, task, to }: Chosen): Promise<void> {
  const colleagues = await colleaguesFor(tx, task);
  if (!colleagues.includes(to)) throw new InvalidInput([{ field: 'to', code: 'cases.colleague-unknown' }]);
  if (await queue.hasTaken(tx, to)) throw new Refusal('cases.colleague-busy');
  const { person } = await officerById(tx, to);
  const isBarred = await queue.isBarredAt(tx, record.id, { officer: to, stage: task.pool.stage });
  if (isBarred || person === record.person) throw new Refusal('cases.colleague-barred');
}
