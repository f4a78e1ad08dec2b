import { asNumber } from '../arithmetic.ts';
import { compare } from '../compare.ts';
import { number, type FeelNumber } from '../number.ts';
import { Trouble } from '../problem.ts';
import { isList, isNumber, type FunctionValue, type List, type Value } from '../value.ts';
import { define, listed, rest, way } from './define.ts';

/** Functions that take a list, or its items as arguments: `min([1, 2])` and `min(1, 2)`. */
function aggregate(name: string, run: (list: List) => Value): FunctionValue {
  return define(
    name,
    way([listed('list')], ([list]) => run(list)),
    way([rest('c')], ([items]) => run(items.length > 1 || isList(items[0]) ? items : fail(name))),
  );
}

function fail(name: string): never {
  throw new Trouble('feel.argument', name);
}

function best(name: string, better: (order: number) => boolean): FunctionValue {
  return aggregate(name, (list) => {
    if (list.length === 0) return fail(name);
    return list.reduce((one, other) => {
      const order = compare(other, one);
      if (order === undefined) return fail(name);
      return better(order) ? other : one;
    });
  });
}

/** Undefined if one is no number. */
function numbersOf(list: List): readonly FeelNumber[] | undefined {
  const numbers = list.filter(isNumber);
  return numbers.length === list.length ? numbers : undefined;
}

/** For what has no value for an empty list. */
function ofNumbers(name: string, run: (numbers: readonly FeelNumber[]) => Value): FunctionValue {
  return aggregate(name, (list) => {
    const numbers = numbersOf(list);
    return numbers === undefined || numbers.length === 0 ? fail(name) : run(numbers);
  });
}

function sum(numbers: readonly FeelNumber[]): FeelNumber {
  return asNumber(numbers.reduce((total, one) => total.plus(one), number(0)));
}

function mean(numbers: readonly FeelNumber[]): FeelNumber {
  return sum(numbers).dividedBy(numbers.length);
}

function inOrder(numbers: readonly FeelNumber[]): readonly FeelNumber[] {
  return numbers.toSorted((one, other) => one.comparedTo(other));
}

function median(numbers: readonly FeelNumber[]): FeelNumber {
  const sorted = inOrder(numbers);
  const half = sorted.length >> 1;
  return mean(sorted.slice(sorted.length % 2 === 1 ? half : half - 1, half + 1));
}

/** Of a sample: by one less than there are. */
function deviation(numbers: readonly FeelNumber[]): Value {
  if (numbers.length < 2) return fail('stddev');
  const middle = mean(numbers);
  const squares = numbers.map((one) => one.minus(middle).pow(2));
  return asNumber(
    sum(squares)
      .dividedBy(numbers.length - 1)
      .sqrt(),
  );
}

/** Those that occur most often, the smallest first; of nothing, nothing. */
function mode(list: List): Value {
  const counts = new Map<string, { readonly value: FeelNumber; count: number }>();
  for (const value of inOrder(numbersOf(list) ?? fail('mode'))) {
    const known = counts.get(value.toString()) ?? { value, count: 0 };
    known.count += 1;
    counts.set(value.toString(), known);
  }
  const most = counts.values().reduce((highest, { count }) => Math.max(highest, count), 0);
  return [...counts.values()].filter(({ count }) => count === most).map(({ value }) => value);
}

/** `decisive` if an item is that, the contrary if all are, else null; only booleans and nulls may be asked. */
function junction(name: string, decisive: boolean): FunctionValue {
  return aggregate(name, (list) => {
    if (list.some((item) => item !== null && typeof item !== 'boolean')) return fail(name);
    if (list.includes(decisive)) return decisive;
    return list.includes(null) ? fail(name) : !decisive;
  });
}

export const aggregateFunctions: readonly FunctionValue[] = [
  best('min', (order) => order < 0),
  best('max', (order) => order > 0),
  ofNumbers('sum', sum),
  ofNumbers('product', (numbers) => asNumber(numbers.reduce((total, one) => total.times(one), number(1)))),
  ofNumbers('mean', mean),
  ofNumbers('median', median),
  ofNumbers('stddev', deviation),
  aggregate('mode', mode),
  junction('all', false),
  junction('any', true),
  junction('and', false),
  junction('or', true),
];
