import { inTransaction, notFound, type World } from '#kernel';
import { itemByVersion, type Limit } from '#catalogue';
import type { AnswerPage } from '#forms';
import { logAccess, type Officer } from '#identity';
import { inHandOf, touch, type Stage, type TicketInHand } from '#queue';
import { stateOf } from './act.ts';
import { findCase, type CaseRecord } from './case-store.ts';
import { colleagueViews, type ColleagueView } from './colleagues.ts';
import { itemCard, type ItemCard } from './draft-view.ts';
import { allowedActs, type CaseStatus, type Command } from './lifecycle.ts';
import { caseClocks, clocksOfTask, type CaseClock } from './limits/case-clocks.ts';
import { readShortNo, type CaseNo, type ShortNo } from './numbers.ts';
import { offeredTexts, type OfferedText } from './ready/offered-texts.ts';
import { seenOfCase, type SeenOfCase } from './sight/seen-of-case.ts';
import { stepsOf, type PlanStep } from './steps.ts';
import { taskNames } from './task-names.ts';
import { visitView, type VisitView } from './visit/visit-view.ts';

export interface TaskView extends SeenOfCase {
  readonly no: ShortNo;
  readonly caseNo: CaseNo;
  readonly item: ItemCard;
  readonly status: CaseStatus;
  readonly receivedAt: Date;
  readonly stage: { readonly n: number; readonly kind: Stage; readonly name?: string };
  readonly steps: readonly PlanStep[];
  readonly takenAt: Date;
  readonly acceptConditions: readonly string[];
  readonly limits: { readonly statutory?: Limit; readonly promised?: Limit };
  readonly acts: readonly Command[];
  /** The clocks that run while it is in hand. */
  readonly clocks: readonly CaseClock[];
  /** To whom the task may be handed. */
  readonly colleagues: readonly ColleagueView[];
  /** Ready texts of the service, as its version pins them, with what is known of the case filled in. */
  readonly texts: readonly OfferedText[];
  /** What is needed to work on a visit to the site; absent where the task is none. */
  readonly visit?: VisitView;
}

/**
 * Everything the officer with the case in hand needs on one page, and no more than that: another department than the one
 * that leads the case sees what its task needs. Reading it is written to the access log with case and purpose, in the
 * same transaction that keeps the task in hand.
 * @throws Refusal kernel.not-found for any case that is not in this officer's hand.
 */
export async function taskView(world: World, officer: Officer, no: string): Promise<TaskView> {
  const short = readShortNo(no);
  const record = short && (await findCase(world.db, short));
  const ticket = await inHandOf(world.db, officer.officer);
  if (record === undefined || ticket?.caseId !== record.id) throw notFound();

  const item = await itemByVersion(world.db, record.itemVersion);
  const seen = await seenOfCase(world, { record, item, ticket });
  await recordReading(world, { officer, record, ticket, answers: seen.answers });
  const { statutoryLimit, promisedLimit, acceptConditions } = item.elements;
  const visit = await visitView(world, record, ticket.n);
  return {
    ...seen,
    no: record.shortNo,
    caseNo: record.caseNo,
    item: await itemCard(world, item),
    status: record.status,
    receivedAt: record.receivedAt,
    stage: stageOf(ticket, (await taskNames(world.db, record))(ticket.n)),
    steps: await stepsOf(world.db, record),
    takenAt: ticket.takenAt,
    acceptConditions,
    limits: {
      ...(statutoryLimit === undefined ? {} : { statutory: statutoryLimit }),
      ...(promisedLimit === undefined ? {} : { promised: promisedLimit }),
    },
    texts: await offeredTexts(world, { record, item, n: ticket.n, answers: seen.answers }),
    acts: allowedActs(stateOf(record), ticket.pool.stage),
    colleagues: await colleagueViews(world, record, { pool: ticket.pool, officer: officer.officer }),
    ...(visit === undefined ? {} : { visit }),
    clocks: clocksOfTask(await caseClocks(world.db, record.id, world.clock.now()), ticket.n),
  };
}

function stageOf(ticket: TicketInHand, name: string | undefined): TaskView['stage'] {
  return { n: ticket.n, kind: ticket.pool.stage, ...(name === undefined ? {} : { name }) };
}

interface Reading {
  readonly officer: Officer;
  readonly record: CaseRecord;
  readonly ticket: TicketInHand;
  readonly answers: readonly AnswerPage[];
}

async function recordReading(world: World, { officer, record, ticket, answers }: Reading): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    await logAccess(tx, {
      officer: officer.officer,
      person: record.person,
      case: record.shortNo,
      purpose: `desk.purpose.${ticket.pool.stage}`,
      fields: ['case', ...answers.flatMap(({ rows }) => rows.map(({ name }) => name))],
    });
    await touch(tx, officer.officer, world.clock.now());
  });
}
