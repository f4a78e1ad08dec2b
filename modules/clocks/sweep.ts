import type { Db, World } from '#kernel';
import { footingAt } from './footing.ts';
import { raiseSubject, type LockSubject, type RungHandlers } from './raise.ts';
import { heads, type Head } from './rung-store.ts';

/** A port: where recurring work says what it could not do. */
export interface Reports {
  readonly log: { error(facts: object, message: string): void };
}

export interface Sweeping {
  readonly handlers: RungHandlers;
  /** Without it the clocks of a subject are locked alone. */
  readonly lockSubject?: LockSubject;
  /** Clocks that are looked for at once. */
  readonly most?: number;
}

/**
 * Brings about what the passing of time has made due: each rung once, however many workers sweep at a time, and after an
 * outage of days in the order in which it was due. A subject that fails is left for the next sweep and stops no other.
 * @returns how many rungs came to pass
 */
export async function sweepClocks(
  { db, clock, log }: Pick<World, 'db' | 'clock'> & Reports,
  { most = 500, ...sweeping }: Sweeping,
): Promise<number> {
  const now = clock.now();
  const raising = { ...sweeping, now, footing: await footingAt(db, now) };
  let raised = 0;
  for await (const subject of dueSubjects(db, now, most))
    try {
      raised += await raiseSubject({ db }, subject, raising);
    } catch (error) {
      log.error({ err: error, subject }, 'What was due by a clock could not come to pass');
    }
  return raised;
}

async function* dueSubjects(db: Db, now: Date, most: number): AsyncGenerator<string> {
  const seen = new Set<string>();
  let page: readonly Head[] = [];
  do {
    page = await heads(db, now, { most, after: page.at(-1) });
    for (const { subject } of page) {
      if (seen.has(subject)) continue;
      seen.add(subject);
      yield subject;
    }
  } while (page.length === most);
}
