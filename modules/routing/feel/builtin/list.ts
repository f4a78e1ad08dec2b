import { compare, same } from '../compare.ts';
import { invoke } from '../eval/call.ts';
import { number, toInteger, type FeelNumber } from '../number.ts';
import { Trouble } from '../problem.ts';
import type { Trace } from '../trace.ts';
import { isKind, isList, isNumber, type FunctionValue, type List, type Value } from '../value.ts';
import { any, define, listed, numeric, optional, parameter, rest, way } from './define.ts';

const functional = (name: string) => parameter(name, (value) => isKind(value, 'function'));

/** Index of a place that counts from 1, or from the end if negative; one behind the last is allowed on request. */
function indexOf(list: List, position: FeelNumber, behind = 0): number {
  const place = toInteger(position.trunc()) ?? 0;
  const index = place > 0 ? place - 1 : list.length + place;
  if (place === 0 || index < 0 || index >= list.length + behind) throw new Trouble('feel.index');
  return index;
}

function sublist(list: List, start: FeelNumber, length: FeelNumber | undefined): List {
  const from = indexOf(list, start);
  const count = length === undefined ? list.length - from : (toInteger(length.trunc()) ?? 0);
  if (count < (length === undefined ? 0 : 1) || from + count > list.length) throw new Trouble('feel.index');
  return list.slice(from, from + count);
}

/** What only equal values have; undefined for those that are equal in more ways than one. */
function keyOf(value: Value): string | undefined {
  if (isNumber(value)) return value.toExponential();
  if (typeof value === 'string') return `"${value}`;
  return value === null || typeof value === 'boolean' ? String(value) : undefined;
}

function distinct(list: List, trace: Trace): List {
  const [keys, others, kept] = [new Set<string>(), [] as Value[], [] as Value[]];
  for (const item of list) {
    const key = keyOf(item);
    if (key === undefined) trace.step(1 + others.length);
    if (key === undefined ? others.some((known) => same(known, item)) : keys.has(key)) continue;
    if (key === undefined) others.push(item);
    else keys.add(key);
    kept.push(item);
  }
  return kept;
}

function flatten(list: List): List {
  return list.flatMap((item) => (isList(item) ? flatten(item) : [item]));
}

/** All arguments have to be lists, or things that may stand for one. */
function together(lists: List): List {
  if (lists.includes(null)) throw new Trouble('feel.argument');
  return lists.flatMap((list) => list);
}

function isTrue(target: FunctionValue, args: readonly Value[], trace: Trace): boolean {
  const answer = invoke(target, args, { trace, place: { from: 0 } });
  if (typeof answer !== 'boolean') throw new Trouble('feel.argument', target.name);
  return answer;
}

/** Stable; a merge sort, because what a person wrote as an order need not be one. */
function sort(list: List, precedes: (one: Value, other: Value) => boolean): List {
  if (list.length < 2) return list;
  const half = list.length >> 1;
  const [left, right] = [sort(list.slice(0, half), precedes), sort(list.slice(half), precedes)];
  const sorted: Value[] = [];
  let [l, r] = [0, 0];
  while (l < left.length && r < right.length) {
    const [one = null, other = null] = [left[l], right[r]];
    const second = precedes(other, one);
    sorted.push(second ? other : one);
    if (second) r += 1;
    else l += 1;
  }
  return [...sorted, ...left.slice(l), ...right.slice(r)];
}

function naturally(one: Value, other: Value): boolean {
  const order = compare(one, other);
  if (order === undefined) throw new Trouble('feel.types', 'sort');
  return order < 0;
}

function replaceAt(list: List, position: FeelNumber, item: Value): List {
  return list.with(indexOf(list, position), item);
}

export const listFunctions: readonly FunctionValue[] = [
  define(
    'list contains',
    way([listed('list'), any('element')], ([list, element]) => list.some((item) => same(item, element))),
  ),
  define(
    'count',
    way([listed('list')], ([list]) => number(list.length)),
  ),
  define(
    'sublist',
    way([listed('list'), numeric('start position'), optional(numeric('length'))], ([list, start, length]) =>
      sublist(list, start, length),
    ),
  ),
  define(
    'append',
    way([listed('list'), any('item'), rest('items')], ([list, item, items]) => [...list, item, ...items]),
  ),
  define(
    'concatenate',
    way([any('list'), rest('lists')], ([list, lists]) => together([list, ...lists])),
  ),
  define(
    'union',
    way([any('list'), rest('lists')], ([list, lists], trace) => distinct(together([list, ...lists]), trace)),
  ),
  define(
    'insert before',
    way([listed('list'), numeric('position'), any('newItem')], ([list, position, item]) =>
      list.toSpliced(indexOf(list, position), 0, item),
    ),
  ),
  define(
    'remove',
    way([listed('list'), numeric('position')], ([list, at]) => list.toSpliced(indexOf(list, at), 1)),
  ),
  define(
    'list replace',
    way([listed('list'), numeric('position'), any('newItem')], ([list, at, item]) => replaceAt(list, at, item)),
    way([listed('list'), functional('match'), any('newItem')], ([list, match, item], trace) =>
      list.map((old) => (isTrue(match, [old, item], trace) ? item : old)),
    ),
  ),
  define(
    'reverse',
    way([listed('list')], ([list]) => list.toReversed()),
  ),
  define(
    'index of',
    way([listed('list'), any('match')], ([list, match]) =>
      list.flatMap((item, at) => (same(item, match) ? [number(at + 1)] : [])),
    ),
  ),
  define(
    'distinct values',
    way([listed('list')], ([list], trace) => distinct(list, trace)),
  ),
  define(
    'flatten',
    way([listed('list')], ([list]) => flatten(list)),
  ),
  define(
    'sort',
    way([listed('list')], ([list], trace) => {
      trace.step(list.length * Math.log2(list.length + 1));
      return sort(list, naturally);
    }),
    way([listed('list'), functional('precedes')], ([list, precedes], trace) =>
      sort(list, (one, other) => isTrue(precedes, [one, other], trace)),
    ),
  ),
];
