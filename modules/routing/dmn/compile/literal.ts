import type { Node } from '../../feel/node.ts';
import { parseExpression } from '../../feel/parse/parse.ts';
import { failed, native, noted, readOr, START, type Surroundings } from './surroundings.ts';

/** A literal expression; one that says nothing has no value. @param element id of the element that says it */
export function compileLiteral(
  text: string,
  { scope, note }: Pick<Surroundings, 'scope' | 'note'>,
  element?: string,
): Node {
  if (text.trim() === '') return native(undefined, (_, trace) => trace.fail('dmn.no-logic', START));
  return readOr<Node>(
    () => noted(parseExpression(text, scope), element, note),
    (problem) => {
      const { code, offset, detail } = problem;
      note?.({ code, element, offset, detail });
      return failed(problem);
    },
  );
}
