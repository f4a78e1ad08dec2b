import type { For, Iterator, Quantified } from '../node.ts';
import { number, toInteger } from '../number.ts';
import { fromDays, toDays } from '../time/calendar.ts';
import { isKind, isList, isNumber, type RangeValue, type Value } from '../value.ts';
import { frameOf, type Env, type Frame } from './env.ts';

/** False: enough. */
type Visit = (frame: Frame) => boolean;

/** Every combination, the last iterator fastest; undefined if one of them has nothing to go through. */
function visitAll(iterators: readonly Iterator[], env: Env, visit: Visit): boolean | undefined {
  const [iterator, ...inner] = iterators;
  if (iterator === undefined) return visit(env.frame);
  const domain = domainOf(iterator, env);
  if (domain === undefined) return undefined;
  for (const value of domain) {
    env.trace.step();
    const frame = frameOf(new Map([[iterator.name, value]]), env.frame);
    const goOn = visitAll(inner, { ...env, frame, evaluate: (node, own = frame) => env.evaluate(node, own) }, visit);
    if (goOn !== true) return goOn;
  }
  return true;
}

function domainOf({ from, to }: Iterator, env: Env): Iterable<Value> | undefined {
  const start = env.evaluate(from);
  if (to !== undefined) return steps(start, env.evaluate(to));
  if (isList(start)) return start;
  if (isKind(start, 'range')) return within(start);
  return start === null ? undefined : [start];
}

/** Whole numbers or days, up or down. */
function steps(start: Value, end: Value): Iterable<Value> | undefined {
  if (isKind(start, 'date') && isKind(end, 'date'))
    return count(toDays(start), toDays(end), (day) => fromDays(day) ?? null);
  const [from, to] = [isNumber(start) && toInteger(start), isNumber(end) && toInteger(end)];
  return typeof from === 'number' && typeof to === 'number' ? count(from, to, number) : undefined;
}

/** A range goes up, and leaves out the ends that it does not include. */
function within({ start, end, startIncluded, endIncluded }: RangeValue): Iterable<Value> | undefined {
  const all = steps(start, end);
  if (all === undefined) return undefined;
  return inner(all, startIncluded ? start : null, endIncluded ? end : null);
}

function* inner(all: Iterable<Value>, start: Value, end: Value): Generator<Value> {
  let [held, first] = [undefined as Value | undefined, true];
  for (const value of all) {
    if (held !== undefined && !(first && start === null)) yield held;
    if (held !== undefined) first = false;
    held = value;
  }
  if (held !== undefined && end !== null && !(first && start === null)) yield held;
}

function* count(from: number, to: number, make: (at: number) => Value): Generator<Value> {
  const step = from <= to ? 1 : -1;
  for (let at = from; at !== to + step; at += step) yield make(at);
}

/** DMN 1.5, 10.3.2.14; `partial` is what the loop has given so far. */
export function evaluateFor({ iterators, result, place }: For, env: Env): Value {
  const results: Value[] = [];
  const done = visitAll(iterators, env, (frame) => {
    results.push(env.evaluate(result, withPartial(results, { env, frame })));
    env.trace.bound(results.length);
    return true;
  });
  return done === undefined ? env.trace.fail('feel.types', place, 'for') : results;
}

/** Copied when somebody asks: a list that grew while it was held would hold itself. */
function withPartial(results: readonly Value[], { env, frame }: { readonly env: Env; readonly frame: Frame }): Frame {
  const find = (name: string) => {
    if (name !== 'partial') return undefined;
    env.trace.room(results.length);
    return [...results];
  };
  return { find, outer: frame };
}

/** `some` is a long `or`, `every` a long `and`: one unknown leaves it unknown unless another decides. */
export function evaluateQuantified({ type, iterators, condition, place }: Quantified, env: Env): Value {
  const decisive = type === 'some';
  const unknown = { found: false };
  const done = visitAll(iterators, env, (frame) => {
    const answer = env.evaluate(condition, frame);
    if (typeof answer !== 'boolean') unknown.found = true;
    return answer !== decisive;
  });
  if (done === false) return decisive;
  return done === undefined || unknown.found ? env.trace.fail('feel.types', place, type) : !decisive;
}
