import { isReadable, type KnownNames } from './check/is-feel.ts';
import type { Ask, ReadCondition } from './engine/graph.ts';
import type { Facts } from './engine/marking.ts';
import { evaluateFeel } from './feel/evaluate-feel.ts';
import { parseNumber } from './feel/number.ts';
import { ANY, type FeelType } from './feel/type.ts';
import type { Value } from './feel/value.ts';
import type { Route } from './route.ts';

/**
 * Reads a condition of a route in FEEL. The facts are JSON; whatever is not true or false, such as a comparison with
 * something that nobody has said, decides nothing. `now()` and `today()` are the moment of the facts (`at`, RFC 3339), so
 * that the same history always goes the same way.
 */
export const readCondition: ReadCondition = (text) => readWith(text, new Map());

/** `readCondition` with what the route itself can name: tasks with a dash in their ids are no differences. */
export function conditionsOf(route: Pick<Route, 'nodes'>): ReadCondition {
  const declared = routeNames(route);
  return (text) => readWith(text, declared);
}

/** `outcome` and `decision` of a route: by its tasks, and by those of its tables' tasks. */
export function routeNames({ nodes }: Pick<Route, 'nodes'>): ReadonlyMap<string, FeelType> {
  const of = (...kinds: readonly string[]): FeelType => {
    const ids = nodes.flatMap(({ id, kind }) => (kinds.includes(kind) ? [id] : []));
    return ids.length === 0 ? ANY : { kind: 'context', entries: new Map(ids.map((id) => [id, ANY])) };
  };
  return new Map([
    ['outcome', of('user', 'service', 'rule')],
    ['decision', of('rule')],
  ]);
}

/** Everything that a condition of a route may name, of a case with these facts. */
export function conditionNames(route: Pick<Route, 'nodes'>, facts: readonly string[]): KnownNames {
  return new Map([...facts.map((name) => [name, undefined] as const), ...routeNames(route)]);
}

function readWith(text: string, declared: ReadonlyMap<string, FeelType>): Ask | undefined {
  if (!isReadable(text, declared)) return undefined;
  return (facts) => {
    const { value } = evaluateFeel(text, { variables: variablesOf(facts), declared, now: () => momentOf(facts) });
    return typeof value === 'boolean' ? value : undefined;
  };
}

/** JSON facts as what FEEL reckons with. */
export function variablesOf(facts: Facts): ReadonlyMap<string, Value> {
  return new Map(Object.entries(facts).map(([name, value]) => [name, feelOf(value)]));
}

/** The moment that a decision on these facts is taken at. @throws RangeError when they do not say */
export function momentOf({ at }: Facts): Date {
  const moment = new Date(typeof at === 'string' ? at : Number.NaN);
  if (Number.isNaN(moment.getTime())) throw new RangeError('The facts do not say when they were looked at.');
  return moment;
}

function feelOf(value: unknown): Value {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return parseNumber(String(value)) ?? null;
  if (Array.isArray(value)) return value.map(feelOf);
  if (typeof value !== 'object' || value === null) return null;
  return new Map(Object.entries(value).map(([name, entry]) => [name, feelOf(entry)]));
}
