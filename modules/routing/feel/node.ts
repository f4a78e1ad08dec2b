import type { Operator } from './arithmetic.ts';
import type { Place } from './problem.ts';
import type { FeelType } from './type.ts';
import type { Frame } from './frame.ts';
import type { Trace, Value } from './value.ts';

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

interface At {
  readonly place: Place;
}

export interface Literal extends At {
  readonly type: 'literal';
  readonly value: Value;
}
export interface Name extends At {
  readonly type: 'name';
  readonly name: string;
  /** What was declared for it; undefined if nothing is known. */
  readonly declared: FeelType | undefined;
}
export interface ListNode extends At {
  readonly type: 'list';
  readonly items: readonly Node[];
}
export interface ContextNode extends At {
  readonly type: 'context';
  readonly entries: readonly { readonly key: string; readonly value: Node }[];
}
export interface RangeNode extends At {
  readonly type: 'range';
  /** Undefined: open at this end. */
  readonly start: Node | undefined;
  readonly end: Node | undefined;
  readonly startIncluded: boolean;
  readonly endIncluded: boolean;
}
export interface Arithmetic extends At {
  readonly type: 'arithmetic';
  readonly operator: Operator;
  readonly left: Node;
  readonly right: Node;
}
export interface Negation extends At {
  readonly type: 'negation';
  readonly operand: Node;
}
export interface Compared extends At {
  readonly type: 'comparison';
  readonly operator: Comparison;
  readonly left: Node;
  readonly right: Node;
}
export interface Junction extends At {
  readonly type: 'and' | 'or';
  readonly left: Node;
  readonly right: Node;
}
export interface Between extends At {
  readonly type: 'between';
  readonly value: Node;
  readonly low: Node;
  readonly high: Node;
}
export interface In extends At {
  readonly type: 'in';
  readonly value: Node;
  readonly tests: readonly Test[];
}
export interface InstanceOf extends At {
  readonly type: 'instance of';
  readonly value: Node;
  readonly of: FeelType | undefined;
}
export interface If extends At {
  readonly type: 'if';
  readonly condition: Node;
  readonly whenTrue: Node;
  readonly otherwise: Node;
}
export interface Iterator {
  readonly name: string;
  readonly from: Node;
  /** For `from..to`. */
  readonly to: Node | undefined;
}
export interface For extends At {
  readonly type: 'for';
  readonly iterators: readonly Iterator[];
  readonly result: Node;
}
export interface Quantified extends At {
  readonly type: 'some' | 'every';
  readonly iterators: readonly Iterator[];
  readonly condition: Node;
}
export interface Filter extends At {
  readonly type: 'filter';
  readonly list: Node;
  readonly condition: Node;
  /** Entries of an item that the condition may name; undefined: whatever an item has. */
  readonly entries: readonly string[] | undefined;
}
export interface Path extends At {
  readonly type: 'path';
  readonly object: Node;
  readonly key: string;
}
export interface Call extends At {
  readonly type: 'call';
  readonly callee: Node;
  readonly args: readonly { readonly name: string | undefined; readonly value: Node }[];
}
export interface FunctionNode extends At {
  readonly type: 'function';
  readonly parameters: readonly { readonly name: string; readonly type: FeelType }[];
  readonly body: Node;
  /** Java or PMML, which is never run. */
  readonly external: boolean;
}
/** A type or a name that nothing declares: read, but without a value. */
export interface Missing extends At {
  readonly type: 'missing';
  readonly name: string;
}

/** What another notation than text says: a decision table, the declared type of a box. */
export interface Native extends At {
  readonly type: 'native';
  readonly declared: FeelType | undefined;
  readonly run: (frame: Frame, trace: Trace) => Value;
}

export type Node =
  | Literal
  | Name
  | ListNode
  | ContextNode
  | RangeNode
  | Arithmetic
  | Negation
  | Compared
  | Junction
  | Between
  | In
  | InstanceOf
  | If
  | For
  | Quantified
  | Filter
  | Path
  | Call
  | FunctionNode
  | Missing
  | Native;

/** One alternative of unary tests (DMN 1.5, grammar rule 7). */
export interface Test {
  /** Undefined: a value, range, list or condition. */
  readonly operator: Comparison | undefined;
  readonly operand: Node;
  /** It says `?`, so it decides by itself. */
  readonly usesInput: boolean;
}

export interface UnaryTests {
  /** Undefined: `-`, everything. */
  readonly tests: readonly Test[] | undefined;
  readonly negated: boolean;
}
