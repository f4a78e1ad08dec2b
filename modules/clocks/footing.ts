import type { Db, Tx } from '#kernel';
import { calendarsAt, type Calendars } from './calendar-store.ts';
import { updateProjections, insertProjections, type Moved, type Why } from './clock-store.ts';
import { ahead } from './ladder.ts';
import { reckoningOf, type ClockLedger, type Projected } from './ledger.ts';
import { dueAt } from './project.ts';
import { ladderRules, type LadderRules } from './rules.ts';

/** What deadlines are counted by at a moment. */
export interface Footing {
  readonly calendars: Calendars;
  readonly rules: LadderRules;
}

export async function footingAt(db: Db | Tx, now: Date): Promise<Footing> {
  const before = stood.get(db);
  if (before?.at === now.getTime()) return before.footing;
  const footing = { calendars: await calendarsAt(db, now), rules: await ladderRules(db) };
  if (db.isTransaction) stood.set(db, { at: now.getTime(), footing });
  return footing;
}

/** An act stops one clock and starts the next: within its transaction both stand on the same ground. */
const stood = new WeakMap<Db | Tx, { readonly at: number; readonly footing: Footing }>();

/** What is ahead of a clock, as far as is known. */
export function projected(clock: ClockLedger, { calendars, rules }: Footing): Projected {
  const calendar = calendars(clock.region);
  const [next] = ahead(clock, calendar, rules);
  return { dueAt: dueAt(reckoningOf(clock, calendar)), ...(next === undefined ? {} : { next }) };
}

/** Projects clocks anew and writes what has moved, and why. @returns those whose deadline has moved */
export async function reproject(
  tx: Tx,
  clocks: readonly ClockLedger[],
  { footing, why }: { readonly footing: Footing; readonly why: Why },
): Promise<readonly Moved[]> {
  const anew = clocks.map((clock) => ({ id: clock.id, before: clock.projected, projected: projected(clock, footing) }));
  await updateProjections(
    tx,
    anew.filter(({ before, projected: after }) => !isSame(before, after)),
  );
  const moved = anew.filter(({ before, projected: after }) => before.dueAt.getTime() !== after.dueAt.getTime());
  await insertProjections(
    tx,
    moved.map(({ id, projected: { dueAt: due } }) => ({ id, dueAt: due })),
    why,
  );
  return moved;
}

export function isSame(one: Projected, other: Projected): boolean {
  return (
    one.dueAt.getTime() === other.dueAt.getTime() &&
    one.next?.at.getTime() === other.next?.at.getTime() &&
    one.next?.rung === other.next?.rung
  );
}
