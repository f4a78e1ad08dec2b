import type { UnitId } from '#identity';
import type { Limit } from './budget.ts';
import type { Calendar } from './calendar.ts';
import type { Reckoning } from './count-days.ts';
import type { ClockId, ClockKind, SuspensionId } from './kinds.ts';
import type { Suspension } from './suspension.ts';

/** One clock with everything that was ever written of it. */
export interface ClockLedger {
  readonly id: ClockId;
  /** The case, order, rating … that it is about. */
  readonly subject: string;
  readonly kind: ClockKind;
  /** Which task or question of the subject. */
  readonly n?: number;
  /** 1, and one more each time the same clock begins anew. */
  readonly round: number;
  readonly region: string;
  readonly limit: Limit;
  readonly startedAt: Date;
  /** When it came to be: no effect of it is older. */
  readonly openedAt: Date;
  /** Whether its effects have the force of law, or of a promise. */
  readonly legal: boolean;
  readonly unit?: UnitId;
  readonly stoppedAt?: Date;
  readonly extensions: readonly Extension[];
  /** Those that suspend this clock. */
  readonly suspensions: readonly KeptSuspension[];
  /** Rungs that have come to pass. */
  readonly raised: ReadonlySet<string>;
  readonly projected: Projected;
}

export interface Extension extends Limit {
  readonly basis: string;
  readonly at: Date;
}

export interface KeptSuspension extends Suspension {
  readonly id: SuspensionId;
  /** The clock on whose ladder its planned end stands. */
  readonly carrier: ClockId;
  /** The task that waits, where others go on. */
  readonly n?: number;
}

/** What the row of a clock says of the future. */
export interface Projected {
  readonly dueAt: Date;
  readonly next?: { readonly rung: string; readonly at: Date };
}

/** What the limit of a clock is counted from; of a permit that expires, the very day. */
export function reckoningOf(clock: ClockLedger, calendar: Calendar): Reckoning {
  const { limit, startedAt, extensions, suspensions, kind } = clock;
  const exact = kind === 'renewal' ? { exact: true as const } : {};
  return { budget: { limit, start: startedAt, extensions, ...exact }, suspensions, calendar };
}
