import { evaluate } from '../../feel/eval/evaluate.ts';
import { baseFrame } from '../../feel/base.ts';
import type { Node, Test } from '../../feel/node.ts';
import { FeelProblem } from '../../feel/problem.ts';
import { isKind, isList, type Trace, type Value } from '../../feel/value.ts';
import type { Cell } from '../compile/cell.ts';

/** Functions that only make a value of their constant arguments. */
const MAKERS: ReadonlySet<string> = new Set(['date', 'time', 'date and time', 'duration']);

function isConstant(node: Node): boolean {
  switch (node.type) {
    case 'literal':
      return true;
    case 'negation':
      return isConstant(node.operand);
    case 'list':
      return node.items.every(isConstant);
    case 'range':
      return [node.start, node.end].every((end) => end === undefined || isConstant(end));
    case 'call':
      return (
        node.callee.type === 'name' && MAKERS.has(node.callee.name) && node.args.every(({ value }) => isConstant(value))
      );
    default:
      return false;
  }
}

/** The constants with which a cell compares its input; undefined if it does more than compare with constants. */
export function constantsOf(cell: Cell, trace: Trace): readonly Value[] | undefined {
  if (cell instanceof FeelProblem) return undefined;
  const found = (cell.tests ?? []).map((test) => constantsIn(test, trace));
  return found.includes(undefined) ? undefined : found.flatMap((values) => values ?? []);
}

function constantsIn({ operand, usesInput, operator }: Test, trace: Trace): readonly Value[] | undefined {
  if (usesInput || !isConstant(operand)) return undefined;
  const values = ends(evaluate(operand, baseFrame, trace));
  // Texts have an order, but none that anybody lists.
  const isOrder = operator !== undefined && operator !== '=' && operator !== '!=';
  return (isOrder || operand.type === 'range') && values.some((value) => typeof value === 'string')
    ? undefined
    : values;
}

function ends(value: Value): readonly Value[] {
  if (isList(value)) return value.flatMap(ends);
  return isKind(value, 'range') ? [value.start, value.end].filter((end) => end !== null) : [value];
}
