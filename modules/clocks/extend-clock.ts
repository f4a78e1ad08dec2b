import { Refusal, type Tx } from '#kernel';
import { extensionProblem, type Limit } from './budget.ts';
import { insertExtension, lockClocks } from './clock-store.ts';
import { footingAt, reproject } from './footing.ts';
import type { ClockKind } from './kinds.ts';
import { reckoningOf } from './ledger.ts';
import { ledgersOf } from './ledger-store.ts';
import { dueAt } from './project.ts';
import { isMeant } from './stop-clocks.ts';

export interface Extending extends Limit {
  readonly subject: string;
  readonly kind: ClockKind;
  readonly n?: number;
  /** The article that allows it: 行政许可法 42. By each a limit is extended once. */
  readonly basis: string;
}

/**
 * Adds time to a clock that runs and whose limit has not passed.
 * @throws Refusal clocks.not-running, clocks.extended-already, clocks.extended-too-late, clocks.extension-…, clocks.limit-…
 */
export async function extendClock(tx: Tx, extending: Extending, now: Date): Promise<void> {
  const { subject, kind, n, ...granted } = extending;
  await lockClocks(tx, [subject]);
  const which = n === undefined ? { kinds: [kind] } : { kinds: [kind], n };
  const [clock] = (await ledgersOf(tx, [subject])).filter(
    (each) => isMeant(each, which) && each.stoppedAt === undefined,
  );
  if (clock === undefined) throw new Refusal('clocks.not-running');
  const problem = extensionProblem(clock.limit, granted);
  if (problem !== undefined) throw new Refusal(problem);
  if (granted.basis === '') throw new Refusal('clocks.extension-without-basis');
  const footing = await footingAt(tx, now);
  if (dueAt(reckoningOf(clock, footing.calendars(clock.region))) <= now) throw new Refusal('clocks.extended-too-late');
  const extension = { ...granted, at: now };
  if (!(await insertExtension(tx, clock.id, extension))) throw new Refusal('clocks.extended-already');
  const extended = { ...clock, extensions: [...clock.extensions, extension] };
  await reproject(tx, [extended], { footing, why: { reason: 'extended', at: now } });
}
