import { setTimeout as sleep } from 'node:timers/promises';
import { WatchError } from './watch-error.ts';

export interface Rounds {
  readonly stop: AbortSignal;
  readonly intervalMs: number;
}

/**
 * Does the same work again and again until it is told to stop. What cannot be done now is said, and may go better next
 * time.
 * @returns whether the last round could be done
 */
export async function rounds({ stop, intervalMs }: Rounds, work: () => Promise<unknown>): Promise<boolean> {
  for (;;) {
    let isDone = true;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof WatchError)) throw error;
      if (stop.aborted) return true;
      process.stderr.write(`${error.message}\n`);
      isDone = false;
    }
    if (await stoppedWithin(stop, intervalMs)) return isDone;
  }
}

/** Waits, and tells whether it was told to stop meanwhile. */
export async function stoppedWithin(signal: AbortSignal, ms: number): Promise<boolean> {
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    if (!(error instanceof Error && error.name === 'AbortError')) throw error;
  }
  return signal.aborted;
}
