import type { Node } from '../node.ts';
import type { Scope } from '../scope.ts';
import type { Reading } from './reading.ts';

/** From the two dots on, where the start is read already. */
export function rangeFrom(
  p: Reading,
  start: Node,
  { scope, startIncluded }: { readonly scope: Scope; readonly startIncluded: boolean },
): Node {
  p.reader.expect('..');
  const end = p.sum(scope);
  return { type: 'range', start, end, startIncluded, endIncluded: rangeEnd(p), place: start.place };
}

function rangeEnd({ reader }: Reading): boolean {
  if (reader.take(']')) return true;
  if (!reader.take(')')) reader.expect('[');
  return false;
}
