import type { Comparison, Node, Test, UnaryTests } from '../node.ts';
import type { Scope } from '../scope.ts';
import { rangeFrom } from './range.ts';
import type { Reading } from './reading.ts';

const OPERATORS: readonly Comparison[] = ['<=', '>=', '!=', '<', '>', '='];
/** The input of unary tests, where a test names it. */
export const INPUT = '?';

/** Unary tests to the end of the source: `-`, `not(…)` or alternatives (DMN 1.5, grammar rule 15). */
export function unaryTests(p: Reading, scope: Scope): UnaryTests {
  const { reader } = p;
  const start = reader.skip();
  if (reader.take('-') && reader.atEnd) return { tests: undefined, negated: false };
  reader.at = start;
  if (reader.takeWords('not') && reader.take('(')) {
    const tests = alternatives(p, scope);
    if (reader.take(')') && reader.atEnd) return { tests, negated: true };
    reader.at = start;
  }
  reader.at = start;
  return { tests: alternatives(p, scope), negated: false };
}

function alternatives(p: Reading, scope: Scope): readonly Test[] {
  const tests = [test(p, scope, p.expression)];
  while (p.reader.take(',')) tests.push(test(p, scope, p.expression));
  return tests;
}

function test(p: Reading, scope: Scope, operand: (scope: Scope) => Node): Test {
  const from = p.reader.skip();
  const operator = OPERATORS.find((symbol) => p.reader.take(symbol));
  const node = operator === undefined ? operand(scope) : p.sum(scope);
  return { operator, operand: node, usesInput: saysInput(p.reader.source.slice(from, p.reader.at)) };
}

const STRINGS = /"(?:[^"\\]|\\[^])*"/gu;
const SAYS_INPUT = /(?:^|[^\p{L}\p{N}_?])\?(?![\p{L}\p{N}_?])/u;

function saysInput(source: string): boolean {
  return source.includes(INPUT) && SAYS_INPUT.test(source.replaceAll(STRINGS, '""'));
}

/** After `in`: one test, or several in brackets; `(1..5]` is one (grammar rule 49). */
export function testsAfterIn(p: Reading, scope: Scope): readonly Test[] {
  const { reader } = p;
  if (!reader.take('(')) return [test(p, scope, p.sum)];
  return reader.nested(() => {
    const first = test(p, scope, p.expression);
    if (first.operator === undefined && reader.isNext('..'))
      return [{ ...first, operand: rangeFrom(p, first.operand, { scope, startIncluded: false }) }];
    const tests = [first];
    while (reader.take(',')) tests.push(test(p, scope, p.expression));
    reader.expect(')');
    return tests;
  });
}
