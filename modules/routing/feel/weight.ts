import { isContext, isList, type Value } from './value.ts';

const weights = new WeakMap<object, number>();

/**
 * How many values one is made of, each counted as often as it stands in it: `[a, a]` of a `[b, b]` grows as a tree would,
 * and whatever walks through a value walks that far.
 */
export function weightOf(value: Value): number {
  if (typeof value !== 'object' || value === null) return 1;
  const known = weights.get(value);
  if (known !== undefined) return known;
  const weight = isList(value) ? sum(value) : isContext(value) ? sum(value.values()) : 1;
  if (isList(value) || isContext(value)) weights.set(value, weight);
  return weight;
}

function sum(values: Iterable<Value>): number {
  let total = 1;
  for (const value of values) total += weightOf(value);
  return total;
}
