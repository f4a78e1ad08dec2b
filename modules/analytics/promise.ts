import type { Limit } from '#catalogue';
import { WORKDAY_MS, workingTime } from '#clocks';
import { civilDate, LEGAL_TIME_ZONE } from '#kernel';
import type { Span } from './visit.ts';

/** How much of the promised total time of a case some spans are, counted as the promise counts: 0.5 is half of it. */
export type ShareOf = (spans: readonly Span[], receivedAt: Date) => number;

const natural = ({ from, until }: Span) => until.getTime() - from.getTime();
const wholes = { minute: 60_000, hour: 3_600_000, naturalDay: 86_400_000, workday: WORKDAY_MS } as const;

/** Undefined where nothing is promised, or that it is done at once: there is nothing to have a share of. */
export function shareOf(promise: Pick<Limit, 'value' | 'unit'> | undefined): ShareOf | undefined {
  if (promise === undefined || promise.value === 0) return undefined;
  const { value, unit } = promise;
  const measure = unit === 'workday' ? ({ from, until }: Span) => workingTime(from, until) : natural;
  return (spans, receivedAt) => {
    const whole = unit === 'month' ? monthsFrom(receivedAt, value) : value * wholes[unit];
    return spans.reduce((sum, span) => sum + measure(span), 0) / whole;
  };
}

/** Months differ in length: those of this case. */
function monthsFrom(at: Date, months: number): number {
  const from = civilDate(at).toZonedDateTime(LEGAL_TIME_ZONE);
  return from.add({ months: Math.ceil(months) }).epochMilliseconds - from.epochMilliseconds;
}
