import { compare, same } from '../../feel/compare.ts';
import { FeelNumber } from '../../feel/number.ts';
import { toSource } from '../../feel/text.ts';
import { fromDays, toDays } from '../../feel/time/calendar.ts';
import { daysDuration, monthsDuration } from '../../feel/time/duration.ts';
import { isKind, isNumber, kindOf, type Kind, type Value } from '../../feel/value.ts';

/** A part of what an input may be, in which every cell of the column gives the same answer. */
export interface Segment {
  /** One value of it. */
  readonly sample: Value;
  /** For a person: `5`, `(5..10)`, `< 5`. */
  readonly shown: string;
}

/** Values with nothing between some of them. */
const ORDERED: ReadonlySet<Kind> = new Set(['number', 'date', 'days and time duration', 'years and months duration']);

/** Any value at all, for a column whose cells all let everything pass. */
export const ANYTHING: readonly Segment[] = [{ sample: null, shown: '-' }];

/** The segments that constants of one kind divide all values of that kind into; undefined for kinds not divided here. */
export function segmentsOf(constants: readonly Value[]): readonly Segment[] | undefined {
  const [first = null] = constants;
  const kind = kindOf(first);
  if (constants.some((one) => kindOf(one) !== kind)) return undefined;
  if (kind === 'boolean') return [true, false].map(point);
  const distinct = constants.filter((one, at) => constants.findIndex((other) => same(one, other)) === at);
  if (kind === 'string') return [...distinct.map(point), otherText(distinct)];
  return ORDERED.has(kind) ? divided(distinct.toSorted((one, other) => compare(one, other) ?? 0)) : undefined;
}

function point(value: Value): Segment {
  return { sample: value, shown: toSource(value) };
}

function otherText(texts: readonly Value[]): Segment {
  let sample = '?';
  while (texts.includes(sample)) sample += '?';
  return { sample, shown: `not(${texts.map(toSource).join(', ')})` };
}

function divided(sorted: readonly Value[]): readonly Segment[] {
  const [least = null, greatest = null] = [sorted[0], sorted.at(-1)];
  const inner = sorted.flatMap((value, at) => {
    const next = sorted[at + 1];
    return [point(value), ...(next === undefined ? [] : gap(value, next))];
  });
  return [
    ...outside(moved(least, -1), `< ${toSource(least)}`),
    ...inner,
    ...outside(moved(greatest, 1), `> ${toSource(greatest)}`),
  ];
}

function outside(sample: Value | undefined, shown: string): readonly Segment[] {
  return sample === undefined ? [] : [{ sample, shown }];
}

function gap(from: Value, to: Value): readonly Segment[] {
  const sample = middle(from, to);
  const isBetween = sample !== undefined && !same(sample, from) && !same(sample, to);
  return isBetween ? [{ sample, shown: `(${toSource(from)}..${toSource(to)})` }] : [];
}

function moved(value: Value, by: 1 | -1): Value | undefined {
  if (isNumber(value)) return value.plus(FeelNumber.max(value.abs(), 1).times(by));
  if (isKind(value, 'date')) return fromDays(toDays(value) + by);
  if (isKind(value, 'days and time duration')) return daysDuration(value.nanos + BigInt(by));
  return isKind(value, 'years and months duration') ? monthsDuration(value.months + by) : undefined;
}

function middle(one: Value, other: Value): Value | undefined {
  if (isNumber(one) && isNumber(other)) return one.plus(other).dividedBy(2);
  if (isKind(one, 'date') && isKind(other, 'date')) return fromDays(Math.floor((toDays(one) + toDays(other)) / 2));
  if (isKind(one, 'days and time duration') && isKind(other, 'days and time duration'))
    return daysDuration((one.nanos + other.nanos) / 2n);
  if (isKind(one, 'years and months duration') && isKind(other, 'years and months duration'))
    return monthsDuration(Math.floor((one.months + other.months) / 2));
  return undefined;
}
