import { Refusal, type Tx } from '#kernel';
import { clocksOf, extendClock, type ClockView } from '#clocks';

const BASIS = '行政许可法 42';

interface Extending {
  readonly workdays: number;
  readonly now: Date;
}

/**
 * More time for a decision: its clocks of law and of promise get it, while their limits have not passed. A promise that is
 * broken already stays broken; after the limit of the law nothing is extended any more.
 * @throws Refusal clocks.extended-too-late, clocks.not-running, clocks.extension-unit
 */
export async function extendDecision(tx: Tx, caseId: string, { workdays, now }: Extending): Promise<void> {
  const running = (await clocksOf(tx, caseId, now)).filter(({ state }) => state !== 'stopped');
  const clocks = running.filter(({ kind }) => kind === 'promised' || kind === 'statutory');
  const binding = clocks.find(({ kind }) => kind === 'statutory') ?? clocks[0];
  if (binding?.isOver === true) throw new Refusal('clocks.extended-too-late');
  if (binding === undefined) throw new Refusal('clocks.not-running');
  for (const { kind } of clocks.filter((clock) => clock === binding || isExtendable(clock)))
    await extendClock(tx, { subject: caseId, kind, value: workdays, unit: 'workday', basis: BASIS }, now);
}

/** A promise of hours is not made longer by days. */
function isExtendable({ isOver, limit: { unit } }: ClockView): boolean {
  return !isOver && unit !== 'hour' && unit !== 'minute';
}
