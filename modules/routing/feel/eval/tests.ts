import { contains, equals, same } from '../compare.ts';
import type { In, Test, UnaryTests } from '../node.ts';
import { INPUT } from '../parse/tests.ts';
import { isKind, isList, type Value } from '../value.ts';
import { frameOf, type Env } from './env.ts';
import { compareBy } from './logic.ts';

/** Whether the input passes; undefined if that cannot be said. */
function passes(test: Test, input: Value, env: Env): boolean | undefined {
  const value = env.evaluate(test.operand);
  if (test.operator !== undefined) return compareBy(test.operator, input, value);
  if (typeof value === 'boolean' && decidesItself(test, input)) return value;
  if (test.usesInput && value === null) return undefined;
  return matches(input, value);
}

/** `true` in a cell is a value to compare with; `Age > 18` is a condition, unless the input is a boolean itself. */
function decidesItself({ usesInput, operand }: Test, input: Value): boolean {
  return usesInput || (typeof input !== 'boolean' && operand.type !== 'literal');
}

/** Equal to it, within it, or among its items (DMN 1.5, table 55). */
function matches(input: Value, value: Value): boolean | undefined {
  if (isKind(value, 'range') && !isKind(input, 'range')) return contains(value, input);
  if (!isList(value)) return equals(input, value);
  return (
    same(input, value) ||
    value.some((item) => same(input, item) || (isKind(item, 'range') && contains(item, input) === true))
  );
}

function passesAny(tests: readonly Test[], input: Value, env: Env): boolean | undefined {
  let result: boolean | undefined = false;
  for (const test of tests) {
    const passed = passes(test, input, env);
    if (passed === true) return true;
    if (passed === undefined) result = undefined;
  }
  return result;
}

function withInput(input: Value, env: Env): Env {
  const frame = frameOf(new Map([[INPUT, input]]), env.frame);
  return { ...env, frame, evaluate: (node, inner = frame) => env.evaluate(node, inner) };
}

export function evaluateIn({ value, tests, place }: In, env: Env): Value {
  const input = env.evaluate(value);
  env.trace.step(tests.length);
  return passesAny(tests, input, withInput(input, env)) ?? env.trace.fail('feel.types', place, 'in');
}

/** Whether the input of a table or an allowed value passes; undefined if that cannot be said. */
export function passesTests({ tests, negated }: UnaryTests, input: Value, env: Env): boolean | undefined {
  if (tests === undefined) return true;
  const passed = passesAny(tests, input, withInput(input, env));
  return passed === undefined || !negated ? passed : !passed;
}
