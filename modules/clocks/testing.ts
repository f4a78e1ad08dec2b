import { randomUUID } from 'node:crypto';
import { inTransaction, type Db } from '#kernel';
import { startClock, type ClockStart } from './start-clocks.ts';

/** A moment in Shanghai, e.g. `at('2026-11-23T10:00')`. */
export function at(text: string): Date {
  return new Date(`${text}+08:00`);
}

export function day(text: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(text);
}

/** Five working days for accepting, from a working Monday on, of a subject of its own. */
export function acceptance(changes: Partial<ClockStart> = {}): ClockStart {
  return {
    subject: randomUUID(),
    kind: 'acceptance',
    region: '530700',
    limit: { value: 5, unit: 'workday' },
    startedAt: at('2026-11-23T10:00'),
    legal: true,
    ...changes,
  };
}

/** Starts a clock at its start. @returns its subject */
export async function started(db: Db, changes: Partial<ClockStart> = {}): Promise<string> {
  const start = acceptance(changes);
  await inTransaction(db, async (tx) => startClock(tx, start, start.openedAt ?? start.startedAt));
  return start.subject;
}
