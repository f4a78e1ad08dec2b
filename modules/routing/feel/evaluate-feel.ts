import { baseFrame, baseScope } from './base.ts';
import { evaluate, passes } from './eval/evaluate.ts';
import { frameOf } from './eval/env.ts';
import type { Limits } from './limits.ts';
import { normalizeName } from './parse/name.ts';
import { parseExpression, parseUnaryTests } from './parse/parse.ts';
import { INPUT } from './parse/tests.ts';
import { run, type Answer } from './run.ts';
import type { Scope } from './scope.ts';
import { Tracer } from './trace.ts';
import type { FeelType } from './type.ts';
import type { Value } from './value.ts';

/** What an expression may use. */
export interface Given {
  /** By the names that the expression says. */
  readonly variables?: ReadonlyMap<string, Value>;
  /** What is known of the variables before they have values; names with blanks in contexts are read by it. */
  readonly declared?: ReadonlyMap<string, FeelType>;
  /** The clock of `now()` and `today()`. */
  readonly now: () => Date;
  readonly limits?: Limits;
}

/**
 * The value of a FEEL expression (DMN 1.5, 10.3). Numbers have 34 digits, comparison is strict by type, three-valued
 * logic throughout; never throws for what an expression says.
 */
export function evaluateFeel(source: string, given: Given): Answer {
  const trace = new Tracer(given.now, given.limits);
  return run(trace, () => evaluate(parseExpression(source, scopeOf(given)), frameFor(given), trace));
}

/** Whether an input passes FEEL unary tests, such as `[18..65)`, `"a", "b"`, `not(< 5)` or `? > limit`. */
export function testFeel(source: string, input: Value, given: Given): Answer<boolean> {
  const trace = new Tracer(given.now, given.limits);
  return run(trace, () => {
    const tests = parseUnaryTests(source, scopeOf(given).with([[INPUT, undefined]]));
    return passes(tests, input, { frame: frameFor(given), trace }) ?? null;
  });
}

function frameFor({ variables }: Given) {
  const named = [...(variables ?? [])].map(([name, value]) => [normalizeName(name), value] as const);
  return frameOf(new Map(named), baseFrame);
}

function scopeOf({ variables = new Map<string, Value>(), declared }: Given): Scope {
  const names = [...variables].map(([name]) => [normalizeName(name), declared?.get(name)] as const);
  return baseScope(new Map(), new Set()).with(names);
}
