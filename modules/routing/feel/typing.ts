import { namedEntry } from './parse/name.ts';
import type { Node, Path } from './node.ts';
import { bare, type FeelType } from './type.ts';

const known = new WeakMap<Node, { readonly type: FeelType | undefined }>();

/** What can be said of a node's type without evaluating it; undefined: nothing. It only decides how names are read. */
export function typeOf(node: Node): FeelType | undefined {
  const found = known.get(node);
  if (found !== undefined) return found.type;
  const type = infer(node);
  known.set(node, { type });
  return type;
}

/** Built-in functions whose result has the type of their first argument. */
const LIKE_THE_FIRST = new Set([
  'append',
  'concatenate',
  'context put',
  'distinct values',
  'insert before',
  'list replace',
  'remove',
  'reverse',
  'sort',
  'sublist',
  'union',
]);

function infer(node: Node): FeelType | undefined {
  switch (node.type) {
    case 'name':
    case 'native':
      return node.declared;
    case 'context':
      return contextType(node.entries);
    case 'list':
      return listOf(node.items[0] && typeOf(node.items[0]));
    case 'filter':
      return listOf(itemType(typeOf(node.list)));
    case 'path':
      return pathType(node);
    case 'if':
      return typeOf(node.whenTrue) ?? typeOf(node.otherwise);
    case 'for':
      return listOf(typeOf(node.result));
    case 'function':
      return functionType(
        node.parameters.map(({ type }) => type),
        typeOf(node.body),
      );
    case 'call':
      return callType(node.callee, node.args[0]?.value);
    default:
      return undefined;
  }
}

function listOf(type: FeelType | undefined): FeelType | undefined {
  return type && { kind: 'list', of: type };
}

function functionType(parameters: readonly FeelType[], result: FeelType | undefined): FeelType | undefined {
  return result && { kind: 'function', parameters, result };
}

function contextType(entries: readonly { readonly key: string; readonly value: Node }[]): FeelType {
  return {
    kind: 'context',
    entries: new Map(entries.map(({ key, value }) => [key, typeOf(value) ?? { kind: 'Any' }])),
  };
}

function callType(callee: Node, first: Node | undefined): FeelType | undefined {
  const type = typeOf(callee);
  if (type?.kind === 'function') return type.result;
  const like = callee.type === 'name' && LIKE_THE_FIRST.has(callee.name);
  return like && first ? typeOf(first) : undefined;
}

/** Of a list its items; a value that is none is its own only item. */
export function itemType(type: FeelType | undefined): FeelType | undefined {
  if (type === undefined) return undefined;
  const plain = bare(type);
  return plain.kind === 'list' ? itemType(plain.of) : plain;
}

function pathType({ object, key }: Path): FeelType | undefined {
  const type = typeOf(object);
  const entries = entriesOf(type);
  const entry = entries && namedEntry(entries, key);
  return type && bare(type).kind === 'list' ? listOf(entry) : entry;
}

/** The entries that a context, or every item of a list, is declared to have; undefined if nothing is declared. */
export function entriesOf(type: FeelType | undefined): ReadonlyMap<string, FeelType> | undefined {
  const item = itemType(type);
  return item?.kind === 'context' && item.entries.size > 0 ? item.entries : undefined;
}
