import type { Node } from '../node.ts';
import type { Scope } from '../scope.ts';
import type { Reader } from './reader.ts';

/** What the parts of the grammar need of each other. */
export interface Reading {
  readonly reader: Reader;
  /** Grammar rule 1. */
  readonly expression: (scope: Scope) => Node;
  /** An arithmetic expression: what stands beside `between`, `in` and `..`. */
  readonly sum: (scope: Scope) => Node;
}
