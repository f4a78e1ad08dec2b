import { number, parseNumber, toInteger } from '../number.ts';
import { Trouble } from '../problem.ts';
import { toText } from '../text.ts';
import { isNumber, type FunctionValue, type List, type Trace, type Value } from '../value.ts';
import { any, define, listed, numeric, optional, text, way } from './define.ts';
import { compilePattern } from './pattern/compile.ts';
import { replaceAll } from './pattern/replace.ts';

/** Places count characters, not halves of them: 𠮷 is one. */
function substring(source: string, start: number, length: number | undefined): Value {
  const characters = [...source];
  const from = start > 0 ? start - 1 : characters.length + start;
  if (start === 0 || from < 0 || from > characters.length) throw new Trouble('feel.index', 'substring');
  if (length !== undefined && length < 1) throw new Trouble('feel.index', 'substring');
  return characters.slice(from, length === undefined ? undefined : from + length).join('');
}

function before(source: string, match: string): string {
  return source.slice(0, Math.max(source.indexOf(match), 0));
}

function after(source: string, match: string): string {
  const at = source.indexOf(match);
  return at < 0 ? '' : source.slice(at + match.length);
}

interface Fringe {
  readonly delimiter: string | undefined;
  readonly prefix?: string | undefined;
  readonly suffix?: string | undefined;
}

function join(list: List, { delimiter = '', prefix = '', suffix = '' }: Fringe): Value {
  const parts = list.filter((item) => item !== null);
  const texts = parts.filter((item) => typeof item === 'string');
  if (texts.length < parts.length) throw new Trouble('feel.argument', 'string join');
  return `${prefix}${texts.join(delimiter)}${suffix}`;
}

const GROUPING = new Set([undefined, ' ', ',', '.']);
const POINT = new Set([undefined, ',', '.']);

/** A text with digits in groups as a number: `number("1 000,5", " ", ",")`. */
function toNumber(source: string, grouping: string | undefined, point: string | undefined): Value {
  if (!GROUPING.has(grouping) || !POINT.has(point) || (grouping !== undefined && grouping === point))
    throw new Trouble('feel.argument', 'number');
  const digits = grouping === undefined ? source : source.replaceAll(grouping, '');
  const plain = point === undefined || point === '.' ? digits : digits.replaceAll('.', '?').replace(point, '.');
  const value = parseNumber(plain);
  if (value === undefined) throw new Trouble('feel.unreadable', 'number');
  return value;
}

function split(source: string, delimiter: string, trace: Trace): Value {
  const pattern = compilePattern(delimiter, '', trace);
  if (pattern.matches('')) throw new Trouble('feel.pattern', 'split');
  return pattern.split(source, -1);
}

function whole(value: Value): number {
  return isNumber(value) ? (toInteger(value.trunc()) ?? 0) : 0;
}

export const stringFunctions: readonly FunctionValue[] = [
  define(
    'substring',
    way([text('string'), numeric('start position'), optional(numeric('length'))], ([string, start, length]) =>
      substring(string, whole(start), length && whole(length)),
    ),
  ),
  define(
    'string length',
    way([text('string')], ([string]) => number([...string].length)),
  ),
  define(
    'upper case',
    way([text('string')], ([string]) => string.toUpperCase()),
  ),
  define(
    'lower case',
    way([text('string')], ([string]) => string.toLowerCase()),
  ),
  define(
    'substring before',
    way([text('string'), text('match')], ([string, match]) => before(string, match)),
  ),
  define(
    'substring after',
    way([text('string'), text('match')], ([string, match]) => after(string, match)),
  ),
  define(
    'contains',
    way([text('string'), text('match')], ([string, match]) => string.includes(match)),
  ),
  define(
    'starts with',
    way([text('string'), text('match')], ([string, match]) => string.startsWith(match)),
  ),
  define(
    'ends with',
    way([text('string'), text('match')], ([string, match]) => string.endsWith(match)),
  ),
  define(
    'replace',
    way(
      [text('input'), text('pattern'), text('replacement'), optional(text('flags'))],
      ([input, pattern, by, flags = ''], trace) =>
        replaceAll(compilePattern(pattern, flags, trace), { input, by, flags }, trace),
    ),
  ),
  define(
    'matches',
    way([text('input'), text('pattern'), optional(text('flags'))], ([input, pattern, flags = ''], trace) =>
      compilePattern(pattern, flags, trace).matcher(input).find(),
    ),
  ),
  define(
    'split',
    way([text('string'), text('delimiter')], ([string, delimiter], trace) => split(string, delimiter, trace)),
  ),
  define(
    'string join',
    way([listed('list'), optional(text('delimiter'))], ([list, delimiter]) => join(list, { delimiter })),
    way(
      [listed('list'), optional(text('delimiter')), optional(text('prefix')), optional(text('suffix'))],
      ([list, delimiter, prefix, suffix]) => join(list, { delimiter, prefix, suffix }),
    ),
  ),
  define(
    'string',
    way([any('from')], ([from]) => (from === null ? null : toText(from))),
  ),
  define(
    'number',
    way([text('from')], ([from]) => toNumber(from, undefined, undefined)),
    way([numeric('from')], ([from]) => from),
    way(
      [text('from'), optional(text('grouping separator')), optional(text('decimal separator'))],
      ([from, grouping, point]) => toNumber(from, grouping, point),
    ),
  ),
];
