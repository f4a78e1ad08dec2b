import type { Comparison, Node } from '../node.ts';
import type { Operator } from '../arithmetic.ts';
import type { Scope } from '../scope.ts';
import { postfix } from './postfix.ts';
import type { Reading } from './reading.ts';
import { testsAfterIn } from './tests.ts';
import { readType } from './type.ts';

const COMPARISONS: readonly Comparison[] = ['<=', '>=', '!=', '=', '<', '>'];

/** From the loosest binding to the tightest: or, and, comparison, + -, * /, **, unary minus, postfix. */
export function disjunction(p: Reading, scope: Scope): Node {
  let left = conjunction(p, scope);
  while (p.reader.isWord('or')) {
    const place = { from: p.reader.skip() };
    p.reader.takeWords('or');
    left = { type: 'or', left, right: conjunction(p, scope), place };
  }
  return left;
}

function conjunction(p: Reading, scope: Scope): Node {
  let left = comparison(p, scope);
  while (p.reader.isWord('and')) {
    const place = { from: p.reader.skip() };
    p.reader.takeWords('and');
    left = { type: 'and', left, right: comparison(p, scope), place };
  }
  return left;
}

function comparison(p: Reading, scope: Scope): Node {
  let left = sum(p, scope);
  let next: Node | undefined = left;
  while (next !== undefined) {
    left = next;
    next = compared(p, scope, left);
  }
  return left;
}

function compared(p: Reading, scope: Scope, left: Node): Node | undefined {
  const { reader } = p;
  const place = { from: reader.skip() };
  const operator = COMPARISONS.find((symbol) => reader.take(symbol));
  if (operator !== undefined) return { type: 'comparison', operator, left, right: sum(p, scope), place };
  if (reader.takeWords('between')) return between(p, scope, left);
  if (reader.takeWords('in')) return { type: 'in', value: left, tests: testsAfterIn(p, scope), place };
  if (reader.takeWords('instance', 'of'))
    return { type: 'instance of', value: left, of: readType(reader, scope), place };
  return undefined;
}

function between(p: Reading, scope: Scope, value: Node): Node {
  const low = sum(p, scope);
  p.reader.expectWord('and');
  return { type: 'between', value, low, high: sum(p, scope), place: value.place };
}

type Level = (p: Reading, scope: Scope) => Node;

function leftToRight(symbols: readonly Operator[], operand: Level): Level {
  return (p, scope) => {
    let left = operand(p, scope);
    for (;;) {
      const place = { from: p.reader.skip() };
      const operator = symbols.find((symbol) => isOperator(p, symbol));
      if (operator === undefined) return left;
      p.reader.take(operator);
      left = { type: 'arithmetic', operator, left, right: operand(p, scope), place };
    }
  };
}

function isOperator(p: Reading, symbol: Operator): boolean {
  return p.reader.isNext(symbol) && (symbol !== '*' || !p.reader.isNext('**'));
}

/** Exponentiation goes from left to right as well, and a minus binds tighter: `-2 ** 2` is 4 (grammar rule 4, in order). */
const power = leftToRight(['**'], negation);
const product = leftToRight(['*', '/'], power);
export const sum = leftToRight(['+', '-'], product);

function negation(p: Reading, scope: Scope): Node {
  const place = { from: p.reader.skip() };
  if (!p.reader.take('-')) return postfix(p, scope);
  return p.reader.nested(() => ({ type: 'negation', operand: negation(p, scope), place }));
}
