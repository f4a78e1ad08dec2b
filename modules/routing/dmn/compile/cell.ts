import { passes } from '../../feel/eval/evaluate.ts';
import type { Frame } from '../../feel/frame.ts';
import type { Test, UnaryTests } from '../../feel/node.ts';
import { FeelProblem } from '../../feel/problem.ts';
import { parseUnaryTests } from '../../feel/parse/parse.ts';
import { INPUT } from '../../feel/parse/tests.ts';
import type { FeelType } from '../../feel/type.ts';
import type { Trace, Value } from '../../feel/value.ts';
import { noted, readOr, type Surroundings } from './surroundings.ts';

/** Unary tests of a model, or why they are none. */
export type Cell = UnaryTests | FeelProblem;

/** A cell that says nothing lets everything pass, as `-` does. */
export function readCell(text: string, { scope, note, element }: CellPlace, input: FeelType | undefined): Cell {
  if (text.trim() === '') return { tests: undefined, negated: false };
  return readOr<Cell>(
    () => noted(parseUnaryTests(text, scope.with([[INPUT, input]])), element, note),
    (problem) => {
      const { code, offset, detail } = problem;
      note?.({ code, element, offset, detail });
      return problem;
    },
  );
}

interface CellPlace extends Pick<Surroundings, 'scope' | 'note'> {
  /** Id of the rule or column. */
  readonly element?: string | undefined;
}

interface Where {
  readonly frame: Frame;
  readonly trace: Trace;
}

/** What is no FEEL, or cannot be said of this input, does not pass; the former is noted. */
export function passesCell(cell: Cell, input: Value, { frame, trace }: Where): boolean {
  if (!(cell instanceof FeelProblem)) return passes(cell, input, { frame, trace }) === true;
  trace.fail(cell.code, { from: cell.offset }, cell.detail);
  return false;
}

/** The place of the first alternative that the value passes; behind all of them if there is none. */
export function placeAmong(cell: Cell | undefined, value: Value, where: Where): number {
  if (cell === undefined || cell instanceof FeelProblem || cell.tests === undefined) return 0;
  const passesOne = (test: Test) => passes({ tests: [test], negated: false }, value, where) === true;
  const at = cell.tests.findIndex(passesOne);
  return at < 0 ? cell.tests.length : at;
}
