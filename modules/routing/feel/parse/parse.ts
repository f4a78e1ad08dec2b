import { MOST_SOURCE } from '../limits.ts';
import type { Node, UnaryTests } from '../node.ts';
import { FeelProblem } from '../problem.ts';
import type { Scope } from '../scope.ts';
import { disjunction, sum } from './operators.ts';
import { Reader } from './reader.ts';
import type { Reading } from './reading.ts';
import { unaryTests } from './tests.ts';

/**
 * Reads an expression; names are those of the scope.
 * @throws FeelProblem feel.syntax, feel.too-long, feel.too-deep, feel.no-number, feel.unreadable with the offset
 */
export function parseExpression(source: string, scope: Scope): Node {
  return whole(source, (reading) => reading.expression(scope));
}

/**
 * Reads the cell of a decision table; `?` is its input.
 * @throws FeelProblem as `parseExpression`
 */
export function parseUnaryTests(source: string, scope: Scope): UnaryTests {
  return whole(source, (reading) => unaryTests(reading, scope));
}

function whole<T>(source: string, read: (reading: Reading) => T): T {
  if (source.length > MOST_SOURCE) throw new FeelProblem('feel.too-long', MOST_SOURCE);
  const reader = new Reader(source);
  const reading: Reading = {
    reader,
    expression: (scope) => reader.nested(() => disjunction(reading, scope)),
    sum: (scope) => reader.nested(() => sum(reading, scope)),
  };
  const value = read(reading);
  if (!reader.atEnd) reader.fail('end');
  return value;
}
