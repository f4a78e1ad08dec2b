import { z } from 'zod';

/** 时限单位: working days, calendar days, months, hours, minutes. */
export const LimitUnit = z.enum(['workday', 'naturalDay', 'month', 'hour', 'minute']);
export type LimitUnit = z.output<typeof LimitUnit>;

/** A time limit. A value of 0 means at once (即办). */
export const Limit = z.strictObject({
  value: z.number().min(0).max(10_000),
  unit: LimitUnit,
  note: z.string().min(1).optional(),
  basis: z.string().min(1).optional(),
});
export type Limit = Readonly<z.output<typeof Limit>>;

/** A step of the flow (办理流程). */
export const Stage = z.strictObject({
  no: z.int().min(1),
  name: z.string().min(1),
  limit: z.number().min(0).optional(),
  unit: LimitUnit,
  /** False for what comes before acceptance, for delivery and for special procedures. */
  countsTowardDecision: z.boolean(),
  specialProcedure: z.boolean(),
});
export type Stage = Readonly<z.output<typeof Stage>>;

/** Shortest and longest that a unit can be, in hours of the calendar: a working day may span a week of holidays. */
const HOURS: Readonly<Record<LimitUnit, readonly [least: number, most: number]>> = {
  minute: [1 / 60, 1 / 60],
  hour: [1, 1],
  naturalDay: [24, 24],
  workday: [24, 24 * 2.4],
  month: [24 * 28, 24 * 31],
};

/** Whether the first limit is longer than the second whatever the calendar, or simply larger in the same unit. */
export function isLonger(first: Limit, second: Limit): boolean {
  if (first.unit === second.unit) return first.value > second.value;
  return first.value * HOURS[first.unit][0] > second.value * HOURS[second.unit][1];
}

/** How much sooner the promise is, where both limits count in the same unit. */
export function saving(statutory: Limit | undefined, promised: Limit | undefined): Limit | undefined {
  if (statutory === undefined || promised?.unit !== statutory.unit) return undefined;
  const value = statutory.value - promised.value;
  return value > 0 ? { value, unit: statutory.unit } : undefined;
}
