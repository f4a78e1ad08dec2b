import { baseScope } from '../feel/base.ts';
import type { Node } from '../feel/node.ts';
import { normalizeName } from '../feel/parse/name.ts';
import { parseExpression } from '../feel/parse/parse.ts';
import { FeelProblem, type FeelCode } from '../feel/problem.ts';
import type { FeelType } from '../feel/type.ts';
import { undeclaredIn } from '../feel/unreadable.ts';

/** What an expression may name, with what is known of each. */
export type KnownNames = ReadonlyMap<string, FeelType | undefined>;

/** Why a text cannot be evaluated, and where in it. */
export interface FeelFault {
  readonly code: FeelCode;
  readonly offset: number;
  readonly detail?: string;
}

/**
 * Why a text cannot be evaluated, by the reader that evaluates it (DMN 1.5, chapter 10); undefined: it can. Where it is
 * not said what there is to name, any single word may be a name.
 */
export function feelProblem(text: string, names?: KnownNames): FeelFault | undefined {
  const read = readWith(text, names);
  if ('fault' in read) return read.fault;
  return names === undefined ? undefined : undeclaredIn(read.node)[0];
}

/** Whether a text is an expression of FEEL that can be evaluated with these names. */
export function isFeel(text: string, names?: KnownNames): boolean {
  return feelProblem(text, names) === undefined;
}

/** Whether a text is an expression of FEEL, where other names may come with the facts. */
export function isReadable(text: string, names: KnownNames): boolean {
  return 'node' in readWith(text, names);
}

function readWith(
  text: string,
  names: KnownNames = new Map(),
): { readonly node: Node } | { readonly fault: FeelFault } {
  const known = [...names].map(([name, type]) => [normalizeName(name), type] as const);
  try {
    return { node: parseExpression(text, baseScope(new Map(), new Set()).with(known)) };
  } catch (error) {
    if (!(error instanceof FeelProblem)) throw error;
    const { code, offset, detail } = error;
    return { fault: { code, offset, ...(detail === undefined ? {} : { detail }) } };
  }
}
