import { Tracer } from '../feel/trace.ts';
import type { Trace } from '../feel/value.ts';
import { MOST_FIRED } from './limits.ts';

/** A rule that fired. */
export interface FiredRule {
  /** Counted from 1, as the table is drawn. */
  readonly number: number;
  readonly id: string | undefined;
}

/** A decision table that was asked, and the rules whose outputs are in its result: why it decided as it did. */
export interface Fired {
  /** Name of the decision for which it was asked. */
  readonly decision: string | undefined;
  readonly table: string | undefined;
  readonly rules: readonly FiredRule[];
}

/** A trace that also keeps which rules fired. */
export class DecisionTrace extends Tracer {
  readonly fired: Fired[] = [];
  decision: string | undefined;
}

export function noteFired(trace: Trace, table: string | undefined, rules: readonly FiredRule[]): void {
  if (!(trace instanceof DecisionTrace) || trace.fired.length >= MOST_FIRED) return;
  trace.fired.push({ decision: trace.decision, table, rules });
}
