import type { RE2JS } from 're2js';
import { Trouble } from '../../problem.ts';
import type { Trace } from '../../trace.ts';

interface Replacement {
  readonly input: string;
  readonly by: string;
  readonly flags: string;
}

/** A piece of a replacement: a text, or the number of a group. */
type Part = string | number;
type Matcher = ReturnType<RE2JS['matcher']>;

/**
 * XPath's `replace` (Functions and Operators 3.1, 5.6.4).
 * @throws Trouble feel.pattern if the pattern matches nothing at all, or the replacement has a stray `$` or backslash
 */
export function replaceAll(pattern: RE2JS, { input, by, flags }: Replacement, trace: Trace): string {
  if (pattern.matcher('').find()) throw new Trouble('feel.pattern', 'replace');
  const parts = flags.includes('q') ? [by] : partsOf(by, pattern.groupCount());
  const matcher = pattern.matcher(input);
  let [result, at] = ['', 0];
  while (matcher.find()) {
    result += input.slice(at, matcher.start()) + parts.map((part) => textOf(part, matcher)).join('');
    at = matcher.end();
    trace.letters(result.length);
  }
  return result + input.slice(at);
}

function textOf(part: Part, matcher: Matcher): string {
  return typeof part === 'string' ? part : (matcher.group(part) ?? '');
}

function partsOf(by: string, groups: number): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  while (at < by.length) {
    const { part, length } = partAt(by, at, groups);
    parts.push(part);
    at += length;
  }
  return parts;
}

function partAt(by: string, at: number, groups: number): { readonly part: Part; readonly length: number } {
  const [mark = '', next = ''] = [by[at], by[at + 1]];
  if (mark === '\\') return next === '\\' || next === '$' ? { part: next, length: 2 } : stray(by);
  if (mark !== '$') return { part: mark, length: 1 };
  const digits = /^[0-9]+/.exec(by.slice(at + 1))?.[0] ?? stray(by);
  return reference(digits, groups);
}

/** As many digits as make the number of a group; `$0` is the whole match, a group that there is not is empty. */
function reference(digits: string, groups: number): { readonly part: Part; readonly length: number } {
  let length = 1;
  while (length < digits.length && Number(digits.slice(0, length + 1)) <= groups) length += 1;
  const group = Number(digits.slice(0, length));
  return { part: group <= groups ? group : '', length: length + 1 };
}

function stray(by: string): never {
  throw new Trouble('feel.pattern', by.slice(0, 100));
}
