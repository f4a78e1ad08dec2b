import { Exhausted, FeelProblem, type Diagnostic } from './problem.ts';
import type { Trace } from './trace.ts';
import type { Value } from './value.ts';

/** What an evaluation gives: where the value is null without being meant, a diagnostic says why. */
export interface Answer<T extends Value = Value> {
  readonly value: T | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Runs to the end or to the end of a budget, after which there is no value, whatever was found before. */
export function run<T extends Value>(trace: Trace, evaluate: () => T | null): Answer<T> {
  return { value: bounded(trace, evaluate), diagnostics: trace.diagnostics };
}

/** Source that is not FEEL, and a budget that ran out, as a null with a diagnostic. */
export function bounded<T extends Value>(trace: Trace, evaluate: () => T | null): T | null {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof FeelProblem) return trace.fail(error.code, { from: error.offset }, error.detail);
    if (error instanceof Exhausted) return trace.end(error.code);
    // The stack of the machine ran out before the budget did: what was so deep cannot be told from a loop.
    if (error instanceof RangeError) return trace.end('feel.too-deep');
    throw error;
  }
}
