import { namedEntry } from '../parse/name.ts';
import type { Node } from '../node.ts';
import type { Trace } from '../trace.ts';
import { isContext, type Value } from '../value.ts';
import type { Frame } from '../frame.ts';

export { frameOf, type Frame } from '../frame.ts';

/** In a filter: `item` and its entries, those that are declared if any are, even where an item lacks them. */
export function itemFrame(item: Value, declared: ReadonlySet<string> | undefined, outer: Frame): Frame {
  const entry = (name: string) => (isContext(item) ? namedEntry(item, name) : undefined);
  const find = (name: string) => {
    if (declared === undefined) return entry(name);
    return declared.has(name) ? (entry(name) ?? null) : undefined;
  };
  return { find: (name) => (name === 'item' ? (find(name) ?? item) : find(name)), outer };
}

/** Where a node is evaluated. */
export interface Env {
  readonly trace: Trace;
  readonly frame: Frame;
  readonly evaluate: (node: Node, frame?: Frame) => Value;
}

export function lookUp(name: string, start: Frame): Value | undefined {
  for (let frame: Frame | undefined = start; frame !== undefined; frame = frame.outer) {
    const value = frame.find(name);
    if (value !== undefined) return value;
  }
  return undefined;
}
