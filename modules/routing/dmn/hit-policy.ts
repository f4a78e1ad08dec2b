import { builtIns } from '../feel/builtin/index.ts';
import { same } from '../feel/compare.ts';
import { invoke } from '../feel/eval/call.ts';
import { number } from '../feel/number.ts';
import type { Trace, Value } from '../feel/value.ts';
import type { Aggregator, TableExpression } from './model.ts';

const START = { from: 0 };

/** A rule whose conditions all hold, with what it says. */
export interface Hit {
  /** Counted from 1. */
  readonly rule: number;
  readonly outputs: readonly Value[];
  /** Place of each output in the list of its column's values; the first is the most important. */
  readonly priorities: readonly number[];
}

/** What the rules that fired come to, and which of them it is made of. */
export interface Outcome {
  readonly value: Value;
  readonly from: readonly Hit[];
}

type Table = Pick<TableExpression, 'hitPolicy' | 'aggregator' | 'outputs'>;

/** DMN 1.5, 8.2.8, for at least one rule that fired. */
export function byPolicy(table: Table, hits: readonly Hit[], trace: Trace): Outcome {
  switch (table.hitPolicy) {
    case 'UNIQUE':
      return hits.length === 1 ? first(table, hits) : nothing('dmn.rules-overlap', hits, trace);
    case 'ANY':
      return agree(hits) ? { ...first(table, hits), from: hits } : nothing('dmn.rules-differ', hits, trace);
    case 'FIRST':
      return first(table, hits);
    case 'PRIORITY':
      return first(table, hits.toSorted(byPriority));
    case 'OUTPUT ORDER':
      return all(table, hits.toSorted(byPriority));
    case 'RULE ORDER':
      return all(table, hits);
    case 'COLLECT':
      return table.aggregator === undefined ? all(table, hits) : aggregate(table, table.aggregator, { hits, trace });
  }
}

/** What a table without a hit and without a default says: nothing, or that there was nothing to collect. */
export function ofNoHit({ hitPolicy, aggregator }: Table, trace: Trace): Value {
  if (hitPolicy === 'COLLECT' && aggregator === undefined) return [];
  return aggregator === 'COUNT' ? number(0) : trace.fail('dmn.no-rule', START);
}

/** One output is the value itself, several are a context. */
export function composed({ outputs: columns }: Pick<TableExpression, 'outputs'>, outputs: readonly Value[]): Value {
  const [only = null] = outputs;
  return columns.length === 1 ? only : new Map(columns.map(({ name }, at) => [name, outputs[at] ?? null]));
}

function nothing(code: 'dmn.rules-overlap' | 'dmn.rules-differ', hits: readonly Hit[], trace: Trace): Outcome {
  return { value: trace.fail(code, START, hits.map(({ rule }) => rule).join(', ')), from: hits };
}

function first(table: Table, [hit]: readonly Hit[]): Outcome {
  return hit === undefined ? { value: null, from: [] } : { value: composed(table, hit.outputs), from: [hit] };
}

function all(table: Table, hits: readonly Hit[]): Outcome {
  return { value: hits.map(({ outputs }) => composed(table, outputs)), from: hits };
}

function agree([hit, ...others]: readonly Hit[]): boolean {
  return others.every(({ outputs }) => outputs.every((output, at) => same(output, hit?.outputs[at] ?? null)));
}

/** By the first output, then the second; rules that are alike stay in their order. */
function byPriority(one: Hit, other: Hit): number {
  const at = one.priorities.findIndex((priority, place) => priority !== other.priorities[place]);
  return at < 0 ? 0 : (one.priorities[at] ?? 0) - (other.priorities[at] ?? 0);
}

const FUNCTIONS: Readonly<Record<Exclude<Aggregator, 'COUNT'>, string>> = { SUM: 'sum', MIN: 'min', MAX: 'max' };

interface Collected {
  readonly hits: readonly Hit[];
  readonly trace: Trace;
}

/** Only a single output can be aggregated. */
function aggregate({ outputs }: Table, aggregator: Aggregator, { hits, trace }: Collected): Outcome {
  if (aggregator === 'COUNT') return { value: number(hits.length), from: hits };
  const target = builtIns.get(FUNCTIONS[aggregator]);
  const values = hits.map(({ outputs: [output = null] }) => output);
  if (target === undefined || outputs.length > 1) return { value: trace.fail('dmn.aggregation', START), from: hits };
  return { value: invoke(target, [values], { trace, place: START }), from: hits };
}
