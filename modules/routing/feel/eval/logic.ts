import { compare, equals } from '../compare.ts';
import type { Between, Compared, Comparison, Junction } from '../node.ts';
import type { Value } from '../value.ts';
import type { Env } from './env.ts';

/** Three-valued; undefined if the two do not go together. */
export function compareBy(operator: Comparison, left: Value, right: Value): boolean | undefined {
  if (operator === '=') return equals(left, right);
  if (operator === '!=') {
    const equal = equals(left, right);
    return equal === undefined ? undefined : !equal;
  }
  const order = compare(left, right);
  if (order === undefined) return undefined;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

export function evaluateComparison({ operator, left, right, place }: Compared, env: Env): Value {
  const [one, other] = [env.evaluate(left), env.evaluate(right)];
  return compareBy(operator, one, other) ?? env.trace.fail('feel.types', place, operator);
}

/** DMN 1.5, table 39: what is no boolean counts as unknown. */
export function evaluateJunction({ type, left, right, place }: Junction, env: Env): Value {
  const decisive = type === 'or';
  const one = env.evaluate(left);
  if (one === decisive) return decisive;
  const other = env.evaluate(right);
  if (other === decisive) return decisive;
  if (one === !decisive && other === !decisive) return !decisive;
  return env.trace.fail('feel.types', place, type);
}

export function both(one: boolean | undefined, other: boolean | undefined): boolean | undefined {
  if (one === false || other === false) return false;
  return one === undefined || other === undefined ? undefined : true;
}

export function evaluateBetween({ value, low, high, place }: Between, env: Env): Value {
  const asked = env.evaluate(value);
  const fromLow = compareBy('>=', asked, env.evaluate(low));
  const fromHigh = compareBy('<=', asked, env.evaluate(high));
  return both(fromLow, fromHigh) ?? env.trace.fail('feel.types', place, 'between');
}
