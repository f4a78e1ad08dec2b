import type { Node } from './node.ts';
import { normalizeName } from './parse/name.ts';
import type { Scope } from './scope.ts';
import { ANY } from './type.ts';
import { entriesOf, itemType, typeOf } from './typing.ts';

/** Inside the result of a loop: the results before it. */
const PARTIAL = 'partial';

/** In a filter `item` is the item, and its entries are named as if they were variables (DMN 1.5, 10.3.2.5). */
export function inFilter(scope: Scope, list: Node): { scope: Scope; entries: readonly string[] | undefined } {
  const type = typeOf(list);
  const entries = entriesOf(type);
  const named = [...(entries ?? [])].map(([name, entry]) => [normalizeName(name), entry] as const);
  const inner = scope.with([['item', itemType(type)]]).with(named, entries === undefined);
  return { scope: inner, entries: entries && [...entries.keys()] };
}

/** With the name of an iterator, whose domain is the items of a list or the numbers between two. */
export function inIteration(scope: Scope, name: string, { from, to }: { from: Node; to: Node | undefined }): Scope {
  return scope.with([[name, to === undefined ? itemType(typeOf(from)) : typeOf(from)]]);
}

export function inResult(scope: Scope): Scope {
  return scope.with([[PARTIAL, { kind: 'list', of: ANY }]]);
}
