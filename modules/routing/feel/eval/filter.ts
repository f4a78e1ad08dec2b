import { normalizeName } from '../parse/name.ts';
import { toInteger, type FeelNumber } from '../number.ts';
import type { Filter } from '../node.ts';
import { isList, isNumber, type List, type Value } from '../value.ts';
import { itemFrame, type Env } from './env.ts';

/** Items for which the condition is true, or the item at a place: 1 is the first, -1 the last (DMN 1.5, table 64). */
export function evaluateFilter(node: Filter, env: Env): Value {
  const value = env.evaluate(node.list);
  if (value === null) return env.trace.fail('feel.types', node.place, 'null');
  const list = isList(value) ? value : [value];
  return list.length === 0 ? ofNothing(node, env) : select(node, list, env);
}

function conditionFor(node: Filter, env: Env): (item: Value) => Value {
  const declared = node.entries && new Set(node.entries.map(normalizeName));
  return (item) => env.evaluate(node.condition, itemFrame(item, declared, env.frame));
}

function select(node: Filter, list: List, env: Env): Value {
  const holds = conditionFor(node, env);
  const [first = null, ...others] = list;
  const answer = holds(first);
  if (isNumber(answer)) return at(list, answer) ?? env.trace.fail('feel.index', node.place);
  const answers = [answer, ...others.map(holds)];
  const senseless = answers.every((given) => given !== null && typeof given !== 'boolean');
  if (senseless) return env.trace.fail('feel.types', node.place, 'filter');
  return list.filter((_, position) => answers[position] === true);
}

function at(list: List, position: FeelNumber): Value | undefined {
  const place = toInteger(position);
  return place === undefined || place === 0 ? undefined : list.at(place > 0 ? place - 1 : place);
}

/** Of an empty list a condition leaves an empty list, and a place has nothing. What the condition lacks is of no interest. */
function ofNothing(node: Filter, env: Env): Value {
  const before = env.trace.diagnostics.length;
  const answer = conditionFor(node, env)(null);
  env.trace.diagnostics.length = before;
  return isNumber(answer) ? env.trace.fail('feel.index', node.place) : [];
}
