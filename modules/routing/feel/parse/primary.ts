import type { ContextNode, Node } from '../node.ts';
import { parseNumber } from '../number.ts';
import { FeelProblem } from '../problem.ts';
import type { Scope } from '../scope.ts';
import { parseLiteral } from '../time/literal.ts';
import type { FeelType } from '../type.ts';
import { typeOf } from '../typing.ts';
import { control, KEYWORDS } from './control.ts';
import { normalizeName } from './name.ts';
import { takeLongest, takeNameBefore } from './longest.ts';
import type { Reading } from './reading.ts';
import { rangeFrom } from './range.ts';
import { takeString } from './string.ts';
import { readComparison } from './comparison.ts';

const NUMBER = /(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/uy;

export function primary(p: Reading, scope: Scope): Node {
  const place = { from: p.reader.skip() };
  return literal(p) ?? bracketed(p, scope) ?? named(p, scope) ?? p.reader.fail(`expression at ${place.from}`);
}

function literal({ reader }: Reading): Node | undefined {
  const place = { from: reader.skip() };
  const digits = reader.takeMatch(NUMBER);
  if (digits !== undefined) return { type: 'literal', value: parseNumber(digits) ?? tooLarge(place.from), place };
  if (reader.take('@')) {
    const text = takeString(reader) ?? reader.fail('string');
    return { type: 'literal', value: parseLiteral(text) ?? unreadable(place.from), place };
  }
  const text = takeString(reader);
  return text === undefined ? undefined : { type: 'literal', value: text, place };
}

function tooLarge(offset: number): never {
  throw new FeelProblem('feel.no-number', offset);
}

function unreadable(offset: number): never {
  throw new FeelProblem('feel.unreadable', offset);
}

function bracketed(p: Reading, scope: Scope): Node | undefined {
  const { reader } = p;
  if (reader.take('{')) return reader.nested(() => context(p, scope));
  if (reader.take('[')) return reader.nested(() => listOrRange(p, scope));
  if (reader.take('(')) return reader.nested(() => group(p, scope));
  if (reader.take(']')) return reader.nested(() => rangeFrom(p, p.sum(scope), { scope, startIncluded: false }));
  return undefined;
}

function listOrRange(p: Reading, scope: Scope): Node {
  const place = { from: p.reader.at - 1 };
  const items: Node[] = [];
  while (!p.reader.isNext(']')) {
    if (items.length > 0) p.reader.expect(',');
    const item = p.expression(scope);
    if (items.length === 0 && p.reader.isNext('..')) return rangeFrom(p, item, { scope, startIncluded: true });
    items.push(item);
  }
  p.reader.expect(']');
  return { type: 'list', items, place };
}

/** `(1 + 2)`, `(1..2)`, or a range with one end: `(< 5)`. */
function group(p: Reading, scope: Scope): Node {
  const open = readComparison(p, scope);
  const inner = open ?? p.expression(scope);
  if (open === undefined && p.reader.isNext('..')) return rangeFrom(p, inner, { scope, startIncluded: false });
  p.reader.expect(')');
  return inner;
}

/** Entries see those before them. */
function context(p: Reading, outer: Scope): Node {
  const { reader } = p;
  const place = { from: reader.at - 1 };
  const entries: ContextNode['entries'][number][] = [];
  let scope = outer;
  while (!reader.isNext('}')) {
    if (entries.length > 0) reader.expect(',');
    const key = contextKey(p);
    const value = p.expression(scope);
    entries.push({ key, value });
    scope.properties.add(normalizeName(key));
    scope = scope.with([[normalizeName(key), typeOf(value)]]);
  }
  reader.expect('}');
  return { type: 'context', entries, place };
}

function contextKey({ reader }: Reading): string {
  const text = takeString(reader);
  if (text !== undefined) {
    reader.expect(':');
    return text;
  }
  const start = reader.skip();
  if (takeNameBefore(reader, ':') === undefined) reader.fail('name');
  return reader.source
    .slice(start, reader.at - 1)
    .trim()
    .replaceAll(/\s+/gu, ' ');
}

/** A declared name if there is a longer one than the keyword that stands here, then the keyword, then any one word. */
function named(p: Reading, scope: Scope): Node | undefined {
  const { reader } = p;
  const place = { from: reader.skip() };
  const [first] = reader.nameTokens();
  if (first === undefined) return undefined;
  const name = takeLongest(reader, (candidate) => candidate !== first.token && scope.has(candidate));
  if (name !== undefined) return { type: 'name', name, declared: scope.typeOf(name), place };
  if (KEYWORDS.has(first.token)) return control(p, scope);
  reader.at = first.end;
  return variable(first.token, { scope, place });
}

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function variable(name: string, { scope, place }: { scope: Scope; place: Node['place'] }): Node {
  const constant = CONSTANTS.get(name);
  if (constant !== undefined) return { type: 'literal', value: constant, place };
  if (!scope.has(name) && !scope.isOpen) return { type: 'missing', name, place };
  const declared: FeelType | undefined = scope.typeOf(name);
  return { type: 'name', name, declared, place };
}
