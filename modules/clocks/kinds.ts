import type { Brand } from '#kernel';

/**
 * What a clock measures, in the order in which their effects come to pass where two have the same moment: what opens
 * something before what warns of it, the promise before the law.
 */
export const clockKinds = [
  /** 受理: 行政许可法 32. */
  'acceptance',
  /** 补正: how long the applicant has. */
  'supplement',
  /** 承诺时限 of the decision. */
  'promised',
  /** 法定时限 of the decision: 行政许可法 42. */
  'statutory',
  /** A department's part of a route. */
  'task',
  /** 制证送达: 行政许可法 44. */
  'delivery',
  /** 督办: how long a unit has to answer. */
  'order',
  /** An inquiry, a complaint, a bad rating. */
  'answer',
  /** 延续: the day on which a permit expires whose renewal was asked for, 行政许可法 50. */
  'renewal',
] as const;

export type ClockKind = (typeof clockKinds)[number];
export type ClockId = Brand<string, 'ClockId'>;
export type SuspensionId = Brand<string, 'SuspensionId'>;

/** The clocks that stand still while something is found out that takes its own time. */
export const suspendable: readonly ClockKind[] = ['statutory', 'promised', 'task'];
