import type { Comparison, Node } from '../node.ts';
import type { Scope } from '../scope.ts';
import type { Reading } from './reading.ts';

const ORDERS: readonly Comparison[] = ['<=', '>=', '<', '>', '='];

/** `< 5` as a value: the range that is open below (DMN 1.5, grammar rule 8); undefined if no such mark stands here. */
export function readComparison(p: Reading, scope: Scope): Node | undefined {
  const place = { from: p.reader.skip() };
  const operator = ORDERS.find((symbol) => p.reader.take(symbol));
  if (operator === undefined) return undefined;
  const operand = p.sum(scope);
  const included = { startIncluded: operator.includes('='), endIncluded: operator.includes('=') };
  const start = operator.startsWith('<') ? undefined : operand;
  const end = operator.startsWith('>') ? undefined : operand;
  return {
    type: 'range',
    start,
    end,
    startIncluded: start !== undefined && included.startIncluded,
    endIncluded: end !== undefined && included.endIncluded,
    place,
  };
}
