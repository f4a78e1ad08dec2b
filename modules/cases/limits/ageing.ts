import { startOfDay, type Db } from '#kernel';
import { dueBy, type ClockKind, type DueClock } from '#clocks';
import type { OfficerId } from '#identity';
import { openTicketsOf, type OpenTicket, type Stage } from '#queue';

/** How many open tasks of a queue have to be done today, and how many are over. It changes nobody's turn. */
export interface Ageing {
  readonly today: number;
  readonly over: number;
}

/** So many of the oldest are looked at: the limits of those behind them end later. */
const MOST = 2_000;
const DAY_MS = 86_400_000;

/** Of the queues of an officer, by code; a queue in which nothing is due has none. */
export async function ageingOf(db: Db, officer: OfficerId, now: Date): Promise<ReadonlyMap<string, Ageing>> {
  const tickets = await openTicketsOf(db, { officer, most: MOST });
  const tonight = new Date(startOfDay(now).getTime() + DAY_MS);
  const due = Map.groupBy(
    await dueBy(
      db,
      tickets.map(({ caseId }) => caseId),
      tonight,
    ),
    ({ subject }) => subject,
  );
  const ageing = new Map<string, Ageing>();
  for (const ticket of tickets) {
    const at = dueOf(ticket, due.get(ticket.caseId) ?? []);
    if (at === undefined) continue;
    const { today, over } = ageing.get(ticket.pool) ?? { today: 0, over: 0 };
    ageing.set(ticket.pool, at <= now ? { today, over: over + 1 } : { today: today + 1, over });
  }
  return ageing;
}

/** The clocks that count for the work of a stage. */
const counting: Readonly<Record<Stage, readonly ClockKind[]>> = {
  acceptance: ['acceptance'],
  examination: ['task', 'promised', 'statutory'],
  decision: ['promised', 'statutory'],
  delivery: ['delivery'],
};

/** When the first limit ends that a task has to keep. */
function dueOf({ stage, n }: OpenTicket, clocks: readonly DueClock[]): Date | undefined {
  const own = clocks.filter((clock) => counting[stage].includes(clock.kind) && (clock.n ?? n) === n);
  return own.map(({ dueAt }) => dueAt).toSorted((one, other) => one.getTime() - other.getTime())[0];
}
