import type { Tx } from '#kernel';
import { limitProblem, type Limit } from '#clocks';
import type { CaseRecord } from '../case-store.ts';
import { isClosed, type CaseState, type Command, type Transition } from '../lifecycle.ts';
import type { OpenedTask } from './clock-moves.ts';
import { keepClocks } from './keep-clocks.ts';

/** An act, and what it has made of its case. */
export interface Acted {
  readonly act: {
    readonly record: CaseRecord;
    readonly command: Command;
    readonly task?: { readonly n: number };
    readonly due?: { readonly at: Date };
    readonly legal?: { readonly at: Date; readonly since?: Date };
  };
  readonly transition: Transition;
  readonly after: CaseState;
  readonly moves: { readonly closing: readonly { readonly n: number }[] };
  readonly opening: readonly (Omit<OpenedTask, 'limit'> & { readonly of?: { readonly budget?: Limit } })[];
  readonly now: Date;
}

/** The clocks of a case follow what an act has done to it. */
export async function clocksAfter(tx: Tx, { act, transition, after, moves, opening, now }: Acted): Promise<void> {
  const { record, command, task, due, legal } = act;
  const own = (command === 'pass' || command === 'consent') && task !== undefined ? [task.n] : [];
  const happened = {
    event: transition.event,
    at: legal?.at ?? due?.at ?? now,
    closes: isClosed(after.status),
    delivers: after.status === 'delivering',
    opened: opening.flatMap(({ n, unit, of }): readonly OpenedTask[] => {
      const limit = of?.budget;
      return limit === undefined || limitProblem(limit) !== undefined ? [] : [{ n, unit, limit }];
    }),
    closed: [...moves.closing.map((each) => each.n), ...own],
    ...(legal?.since && { since: legal.since }),
  };
  await keepClocks(tx, record, { happened, now });
}
