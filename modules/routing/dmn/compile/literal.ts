import type { Node } from '../../feel/node.ts';
import { parseExpression } from '../../feel/parse/parse.ts';
import { failed, native, readOr, START, type Surroundings } from './surroundings.ts';

/** A literal expression; one that says nothing has no value. */
export function compileLiteral(text: string, { scope }: Pick<Surroundings, 'scope'>): Node {
  if (text.trim() === '') return native(undefined, (_, trace) => trace.fail('dmn.no-logic', START));
  return readOr<Node>(() => parseExpression(text, scope), failed);
}
