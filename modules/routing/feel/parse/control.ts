import type { FunctionNode, Iterator, Node } from '../node.ts';
import type { Scope } from '../scope.ts';
import { ANY, type FeelType } from '../type.ts';
import { inIteration, inResult } from '../inner-scope.ts';
import { normalizeName } from './name.ts';
import type { Reading } from './reading.ts';
import { readType } from './type.ts';

export const KEYWORDS: ReadonlySet<string> = new Set(['if', 'for', 'some', 'every', 'function']);

/** The expressions that begin with a word and reach as far as they can. */
export function control(p: Reading, scope: Scope): Node {
  return p.reader.nested(() => {
    const place = { from: p.reader.skip() };
    if (p.reader.takeWords('if')) return conditional(p, scope, place);
    if (p.reader.takeWords('for')) return loop(p, scope, place);
    if (p.reader.takeWords('some')) return quantified(p, scope, { type: 'some', place });
    if (p.reader.takeWords('every')) return quantified(p, scope, { type: 'every', place });
    p.reader.expectWord('function');
    return definition(p, scope, place);
  });
}

function conditional(p: Reading, scope: Scope, place: Node['place']): Node {
  const condition = p.expression(scope);
  p.reader.expectWord('then');
  const whenTrue = p.expression(scope);
  p.reader.expectWord('else');
  return { type: 'if', condition, whenTrue, otherwise: p.expression(scope), place };
}

function loop(p: Reading, outer: Scope, place: Node['place']): Node {
  const { iterators, scope } = iterations(p, outer);
  p.reader.expectWord('return');
  const result = p.expression(inResult(scope));
  return { type: 'for', iterators, result, place };
}

function quantified(
  p: Reading,
  outer: Scope,
  { type, place }: { readonly type: 'some' | 'every'; readonly place: Node['place'] },
): Node {
  const { iterators, scope } = iterations(p, outer);
  p.reader.expectWord('satisfies');
  return { type, iterators, condition: p.expression(scope), place };
}

/** Later ones see the names of those before them. */
function iterations(p: Reading, outer: Scope): { iterators: readonly Iterator[]; scope: Scope } {
  const iterators: Iterator[] = [];
  let scope = outer;
  do {
    const name = iterationName(p);
    const from = p.expression(scope);
    const to = p.reader.take('..') ? p.expression(scope) : undefined;
    iterators.push({ name, from, to });
    scope = inIteration(scope, name, { from, to });
  } while (p.reader.take(','));
  return { iterators, scope };
}

/** Words up to `in`. */
function iterationName({ reader }: Reading): string {
  const words: string[] = [];
  for (const { token, end } of reader.nameTokens()) {
    if (token === 'in' && words.length > 0) break;
    words.push(token);
    reader.at = end;
  }
  reader.expectWord('in');
  return normalizeName(words.join(' '));
}

function definition(p: Reading, scope: Scope, place: Node['place']): Node {
  const { reader } = p;
  const parameters: FunctionNode['parameters'][number][] = [];
  reader.expect('(');
  while (!reader.isNext(')')) {
    if (parameters.length > 0) reader.expect(',');
    parameters.push(parameter(p, scope));
  }
  reader.expect(')');
  const external = reader.takeWords('external');
  const body = p.expression(
    scope.with(parameters.map(({ name, type }) => [name, type.kind === 'Any' ? undefined : type])),
  );
  return { type: 'function', parameters, body, external, place };
}

function parameter({ reader }: Reading, scope: Scope): { readonly name: string; readonly type: FeelType } {
  let name = '';
  for (const { token, end } of reader.nameTokens()) {
    name = name === '' ? token : `${name} ${token}`;
    reader.at = end;
  }
  if (name === '') reader.fail('name');
  return { name, type: reader.take(':') ? (readType(reader, scope) ?? ANY) : ANY };
}
