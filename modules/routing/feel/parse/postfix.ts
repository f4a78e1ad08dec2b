import type { Call, Node } from '../node.ts';
import type { Scope } from '../scope.ts';
import { inFilter } from '../inner-scope.ts';
import { entriesOf, typeOf } from '../typing.ts';
import { normalizeName } from './name.ts';
import { takeLongest, takeNameBefore } from './longest.ts';
import { primary } from './primary.ts';
import type { Reader } from './reader.ts';
import type { Reading } from './reading.ts';

/** Properties that values have without being contexts (DMN 1.5, table 65). */
const OWN_PROPERTIES: ReadonlySet<string> = new Set([
  'year',
  'month',
  'day',
  'weekday',
  'hour',
  'minute',
  'second',
  'time offset',
  'timezone',
  'years',
  'months',
  'days',
  'hours',
  'minutes',
  'seconds',
  'start',
  'end',
  'start included',
  'end included',
]);

/** Paths, filters and calls, as many as follow. */
export function postfix(p: Reading, scope: Scope): Node {
  let node = primary(p, scope);
  let next: Node | undefined = node;
  while (next !== undefined) {
    node = next;
    next = step(p, scope, node);
  }
  return node;
}

function step(p: Reading, scope: Scope, node: Node): Node | undefined {
  const { reader } = p;
  const place = { from: reader.skip() };
  if (reader.isNext('.') && !reader.isNext('..')) {
    reader.take('.');
    return { type: 'path', object: node, key: pathKey(reader, scope, node), place };
  }
  if (reader.take('[')) return reader.nested(() => filter(p, scope, node));
  if (reader.take('(')) return reader.nested(() => call(p, scope, node));
  return undefined;
}

/** The longest name that the object is declared to have; else the longest that anything has; else one word. */
function pathKey(reader: Reader, scope: Scope, object: Node): string {
  const declared = entriesOf(typeOf(object));
  const own = declared && new Set(declared.keys().map(normalizeName));
  const isKnown = (name: string) => own?.has(name) ?? (scope.properties.has(name) || OWN_PROPERTIES.has(name));
  return takeLongest(reader, isKnown) ?? takeLongest(reader, (name) => OWN_PROPERTIES.has(name)) ?? oneWord(reader);
}

function oneWord(reader: Reader): string {
  const [first] = reader.nameTokens();
  if (first === undefined) return reader.fail('name');
  reader.at = first.end;
  return first.token;
}

function filter(p: Reading, scope: Scope, list: Node): Node {
  const place = { from: p.reader.at };
  const inner = inFilter(scope, list);
  const condition = p.expression(inner.scope);
  p.reader.expect(']');
  return { type: 'filter', list, condition, entries: inner.entries, place };
}

function call(p: Reading, scope: Scope, callee: Node): Node {
  const { reader } = p;
  const place = { from: reader.at };
  const args: Call['args'][number][] = [];
  while (!reader.isNext(')')) {
    if (args.length > 0) reader.expect(',');
    const name = takeNameBefore(reader, ':');
    args.push({ name, value: p.expression(scope) });
  }
  reader.expect(')');
  return { type: 'call', callee, args, place };
}
