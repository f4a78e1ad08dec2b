import type { Node, UnaryTests } from './node.ts';
import { normalizeName } from './parse/name.ts';
import type { FeelCode } from './problem.ts';
import { entriesOf, typeOf } from './typing.ts';

/** Why source that was read cannot come to a value: a name, type or entry that nothing declares. */
export interface Undeclared {
  readonly code: FeelCode;
  readonly offset: number;
  readonly detail: string;
}

/** Everything in a reading that nothing declares. */
export function undeclaredIn(read: Node | UnaryTests): readonly Undeclared[] {
  return partsOf(read);
}

function partsOf(part: unknown): readonly Undeclared[] {
  if (Array.isArray(part)) return part.flatMap(partsOf);
  if (typeof part !== 'object' || part === null) return [];
  return isNode(part) ? [...own(part), ...inside(part)] : Object.values(part).flatMap(partsOf);
}

/** Parts of a node are named by what they are; types and values are not among them. */
function isNode(part: object): part is Node {
  return 'type' in part && 'place' in part;
}

const NO_PARTS: ReadonlySet<string> = new Set(['place', 'declared', 'parameters', 'of']);

function inside(node: Node): readonly Undeclared[] {
  if (node.type === 'literal' || node.type === 'native') return [];
  return Object.entries(node).flatMap(([name, part]) => (NO_PARTS.has(name) ? [] : partsOf(part)));
}

function own(node: Node): readonly Undeclared[] {
  if (node.type === 'missing') return [{ code: 'feel.unknown-name', offset: node.place.from, detail: node.name }];
  if (node.type !== 'path') return [];
  const entries = entriesOf(typeOf(node.object));
  const isKnown = entries?.keys().some((key) => normalizeName(key) === node.key) ?? true;
  return isKnown ? [] : [{ code: 'feel.unknown-property', offset: node.place.from, detail: node.key }];
}
