import { evaluate } from '../../feel/eval/evaluate.ts';
import { convert } from '../../feel/conform.ts';
import type { Frame } from '../../feel/frame.ts';
import type { Native, Node, UnaryTests } from '../../feel/node.ts';
import { FeelProblem, type FeelCode } from '../../feel/problem.ts';
import type { Scope } from '../../feel/scope.ts';
import type { FeelType } from '../../feel/type.ts';
import { typeOf } from '../../feel/typing.ts';
import { undeclaredIn } from '../../feel/unreadable.ts';
import type { Trace, Value } from '../../feel/value.ts';
import { localName } from '../types.ts';

export const START = { from: 0 };

/** What an expression of a model can name. */
export interface Surroundings {
  readonly scope: Scope;
  readonly resolve: (typeRef: string) => FeelType | undefined;
  /** The allowed values of an item definition, as they were written: their order is one of priority. */
  readonly allowedValues: (typeRef: string) => string | undefined;
  /** Told of everything that cannot be read, where somebody wants to know before it is asked for. */
  readonly note?: Note | undefined;
}

/** Why an expression of a model has no value whatever it is given. */
export interface Unreadable {
  readonly code: FeelCode;
  /** Id of the element whose expression it is. */
  readonly element: string | undefined;
  readonly offset: number;
  readonly detail: string | undefined;
}

export type Note = (problem: Unreadable) => void;

/** Notes what nothing declares in what was read of an element. */
export function noted<T extends Node | UnaryTests>(read: T, element: string | undefined, note: Note | undefined): T {
  if (note !== undefined) for (const problem of undeclaredIn(read)) note({ element, ...problem });
  return read;
}

export function native(declared: FeelType | undefined, run: (frame: Frame, trace: Trace) => Value): Native {
  return { type: 'native', declared, run, place: START };
}

/** Reads source; what is not FEEL has no value, and says so each time that it is asked for one. */
export function readOr<T>(read: () => T, failing: (problem: FeelProblem) => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof FeelProblem) return failing(error);
    throw error;
  }
}

export function failed({ code, offset, detail }: FeelProblem): Native {
  return native(undefined, (_, trace) => trace.fail(code, { from: offset }, detail));
}

/** A node whose diagnostics carry the id of an element. */
export function placed(node: Node, id: string | undefined): Node {
  if (id === undefined) return node;
  return native(typeOf(node), (frame, trace) => trace.within(id, () => evaluate(node, frame, trace)));
}

/** The node's value as one of the type that was declared for it; undefined: nothing was. */
export function typed(
  node: Node,
  typeRef: string | undefined,
  { resolve, note }: Pick<Surroundings, 'resolve' | 'note'>,
): Node {
  if (typeRef === undefined) return node;
  const type = resolve(typeRef);
  if (type === undefined) {
    note?.({ code: 'feel.unknown-type', element: undefined, offset: 0, detail: localName(typeRef) });
    return native(undefined, (_, trace) => trace.fail('feel.unknown-type', START, localName(typeRef)));
  }
  if (type.kind === 'Any') return node;
  return native(type, (frame, trace) => convert(evaluate(node, frame, trace), type, { trace, place: START }));
}
