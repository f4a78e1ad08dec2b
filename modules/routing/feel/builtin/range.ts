import { compare, contains, same } from '../compare.ts';
import { Trouble } from '../problem.ts';
import { isKind, kindOf, type FunctionValue, type RangeValue, type Value } from '../value.ts';
import { define, parameter, way, type Parameter } from './define.ts';

const interval = (name: string): Parameter<RangeValue> => parameter(name, (value) => isKind(value, 'range'));
/** Anything that has a place among others. */
const point = (name: string): Parameter<Value> =>
  parameter(name, (value): value is Value => compare(value, value) !== undefined);

/** @throws Trouble feel.types where there is no order */
function order(one: Value, other: Value): number {
  const known = compare(one, other);
  if (known === undefined) throw new Trouble('feel.types', `${kindOf(one)}, ${kindOf(other)}`);
  return known;
}

/** Negative if the first start lets in more on its side; an open start is before every other. */
function starts(one: RangeValue, other: RangeValue): number {
  if (one.start === null || other.start === null) return Number(other.start === null) - Number(one.start === null);
  return order(one.start, other.start) || Number(other.startIncluded) - Number(one.startIncluded);
}

/** Negative if the first end lets in less. */
function ends(one: RangeValue, other: RangeValue): number {
  if (one.end === null || other.end === null) return Number(one.end === null) - Number(other.end === null);
  return order(one.end, other.end) || Number(one.endIncluded) - Number(other.endIncluded);
}

/** Whether all of the first lies before all of the second. */
function before(one: RangeValue, other: RangeValue): boolean {
  if (one.end === null || other.start === null) return false;
  const known = order(one.end, other.start);
  return known < 0 || (known === 0 && !(one.endIncluded && other.startIncluded));
}

function meets(one: RangeValue, other: RangeValue): boolean {
  return one.endIncluded && other.startIncluded && one.end !== null && same(one.end, other.start);
}

function overlap(one: RangeValue, other: RangeValue): boolean {
  return !before(one, other) && !before(other, one);
}

function at(value: Value): RangeValue {
  return { kind: 'range', start: value, end: value, startIncluded: true, endIncluded: true };
}

function includes(range: RangeValue, value: Value): boolean {
  const known = contains(range, value);
  if (known === undefined) throw new Trouble('feel.types', kindOf(value));
  return known;
}

type Relation = (one: RangeValue, other: RangeValue) => boolean;

const pair = [interval('range1'), interval('range2')] as const;

function ofRanges(name: string, relation: Relation): FunctionValue {
  return define(
    name,
    way(pair, ([one, other]) => relation(one, other)),
  );
}

const within: Relation = (one, other) => starts(other, one) <= 0 && ends(one, other) <= 0;
const begins: Relation = (one, other) => starts(one, other) === 0 && ends(one, other) <= 0;
const closes: Relation = (one, other) => ends(one, other) === 0 && starts(other, one) <= 0;

/** A point inside a range, and a range inside a range, told from either side. */
function inside(
  names: readonly [string, string],
  relation: Relation,
  ofPoint: (range: RangeValue, value: Value) => boolean,
) {
  const [inner, outer] = names;
  return [
    define(
      inner,
      way([point('point'), interval('range')], ([value, range]) => ofPoint(range, value)),
      way(pair, ([one, other]) => relation(one, other)),
    ),
    define(
      outer,
      way([interval('range'), point('point')], ([range, value]) => ofPoint(range, value)),
      way(pair, ([one, other]) => relation(other, one)),
    ),
  ];
}

function precedence(name: string, relation: Relation): FunctionValue {
  return define(
    name,
    way([point('point1'), point('point2')], ([one, other]) => relation(at(one), at(other))),
    way([point('point'), interval('range')], ([value, range]) => relation(at(value), range)),
    way([interval('range'), point('point')], ([range, value]) => relation(range, at(value))),
    way(pair, ([one, other]) => relation(one, other)),
  );
}

/** DMN 1.5, table 78. */
export const rangeFunctions: readonly FunctionValue[] = [
  precedence('before', before),
  precedence('after', (one, other) => before(other, one)),
  ofRanges('meets', meets),
  ofRanges('met by', (one, other) => meets(other, one)),
  ofRanges('overlaps', overlap),
  ofRanges('overlaps before', (one, other) => overlap(one, other) && starts(one, other) < 0 && ends(one, other) <= 0),
  ofRanges('overlaps after', (one, other) => overlap(one, other) && starts(other, one) < 0 && ends(other, one) <= 0),
  ...inside(['during', 'includes'], within, includes),
  ...inside(['starts', 'started by'], begins, (range, value) => range.startIncluded && order(value, range.start) === 0),
  ...inside(['finishes', 'finished by'], closes, (range, value) => range.endIncluded && order(value, range.end) === 0),
  define(
    'coincides',
    way([point('point1'), point('point2')], ([one, other]) => order(one, other) === 0),
    way(pair, ([one, other]) => starts(one, other) === 0 && ends(one, other) === 0),
  ),
];
