import { kindOf, type RangeValue, type Value } from '../value.ts';
import { compare } from '../compare.ts';
import { parseNumber } from '../number.ts';
import { Trouble } from '../problem.ts';
import { parseLiteral } from '../time/literal.ts';

const RANGE = /^\s*([[(\]])(.*?)\.\.(.*)([\])[])\s*$/su;
const CALL = /^(date|time|date and time|duration)\("([^"\\]*)"\)$/;

/**
 * `range("[18..21)")`: ends are numbers, texts in quotes, or temporal literals, the start not after the end (DMN 1.5).
 * @throws Trouble feel.unreadable
 */
export function readRange(source: string): RangeValue {
  const [, open, from, to, close] = RANGE.exec(source) ?? [];
  if (open === undefined || from === undefined || to === undefined) throw new Trouble('feel.unreadable', 'range');
  const [start, end] = [endOf(from.trim()), endOf(to.trim())];
  const range: RangeValue = { kind: 'range', start, end, startIncluded: open === '[', endIncluded: close === ']' };
  const closedAtNothing = start === null && range.startIncluded;
  if (closedAtNothing || (end === null && range.endIncluded) || !isInOrder(start, end))
    throw new Trouble('feel.unreadable', 'range');
  return range;
}

function endOf(text: string): Value {
  if (text === '' || text === 'null') return null;
  const quoted = /^"([^"\\]*)"$/.exec(text)?.[1];
  if (quoted !== undefined) return quoted;
  const [, kind, inside] = CALL.exec(text) ?? [];
  const literal = inside ?? /^@"([^"\\]*)"$/.exec(text)?.[1];
  const value = literal === undefined ? parseNumber(text) : parseLiteral(literal);
  if (value === undefined || (kind !== undefined && !isOf(value, kind))) throw new Trouble('feel.unreadable', 'range');
  return value;
}

function isOf(value: Value, kind: string): boolean {
  return kind === 'duration' ? kindOf(value).endsWith('duration') : kindOf(value) === kind;
}

function isInOrder(start: Value, end: Value): boolean {
  if (start === null || end === null) return start !== end;
  return (compare(start, end) ?? 1) <= 0;
}
