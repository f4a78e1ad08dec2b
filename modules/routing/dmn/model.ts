/** A model as it was read: names, expressions as their source, references not yet followed. */
export interface Model {
  readonly name: string;
  readonly namespace: string;
  readonly imports: readonly Import[];
  readonly types: readonly ItemDefinition[];
  readonly inputs: readonly InputData[];
  readonly decisions: readonly Decision[];
  readonly knowledge: readonly Knowledge[];
  readonly services: readonly Service[];
}

export interface Import {
  /** By which its elements are named here; empty: by their own names. */
  readonly name: string;
  readonly namespace: string;
}

/** A name with the type that it says it has. */
export interface Variable {
  readonly name: string;
  readonly typeRef: string | undefined;
}

export interface ItemDefinition extends Variable {
  readonly isCollection: boolean;
  /** Unary tests that a value, or each item of a collection, has to pass. */
  readonly allowedValues: string | undefined;
  /** Unary tests that the value as a whole has to pass (DMN 1.5). */
  readonly typeConstraint: string | undefined;
  readonly components: readonly ItemDefinition[];
  readonly functionItem: { readonly parameters: readonly Variable[]; readonly result: string | undefined } | undefined;
}

interface Part {
  readonly id: string;
  readonly name: string;
  readonly variable: Variable;
}

export interface InputData extends Part {
  /** What it is, in words (`description`): a question to whoever knows it. */
  readonly description: string | undefined;
}

export interface Decision extends Part {
  /** Each `#id` of this model or `namespace#id` of another. */
  readonly requires: readonly string[];
  readonly logic: Expression | undefined;
}

export interface Knowledge extends Part {
  readonly requires: readonly string[];
  readonly logic: FunctionExpression | undefined;
}

export interface Service extends Part {
  readonly outputs: readonly string[];
  readonly inputDecisions: readonly string[];
  readonly inputData: readonly string[];
}

interface Written {
  readonly id: string | undefined;
  readonly typeRef: string | undefined;
}

export interface LiteralExpression extends Written {
  readonly type: 'literal';
  readonly text: string;
}
export interface ContextExpression extends Written {
  readonly type: 'context';
  /** Without a name: the result, which then is the value of the whole. */
  readonly entries: readonly { readonly variable: Variable | undefined; readonly value: Expression }[];
}
export interface InvocationExpression extends Written {
  readonly type: 'invocation';
  readonly called: Expression;
  readonly bindings: readonly { readonly name: string; readonly value: Expression | undefined }[];
}
export interface ListExpression extends Written {
  readonly type: 'list';
  readonly items: readonly Expression[];
}
export interface RelationExpression extends Written {
  readonly type: 'relation';
  readonly columns: readonly Variable[];
  readonly rows: readonly (readonly Expression[])[];
}
export interface FunctionExpression extends Written {
  readonly type: 'function';
  readonly kind: 'FEEL' | 'Java' | 'PMML';
  readonly parameters: readonly Variable[];
  readonly body: Expression | undefined;
}
export interface ConditionalExpression extends Written {
  readonly type: 'conditional';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly otherwise: Expression;
}
export interface FilterExpression extends Written {
  readonly type: 'filter';
  readonly list: Expression;
  readonly match: Expression;
}
export interface IteratorExpression extends Written {
  readonly type: 'for' | 'some' | 'every';
  readonly iterator: string;
  readonly list: Expression;
  readonly body: Expression;
}

export const AGGREGATORS = ['SUM', 'COUNT', 'MIN', 'MAX'] as const;
export type Aggregator = (typeof AGGREGATORS)[number];
export const HIT_POLICIES = ['UNIQUE', 'ANY', 'PRIORITY', 'FIRST', 'RULE ORDER', 'OUTPUT ORDER', 'COLLECT'] as const;
export type HitPolicy = (typeof HIT_POLICIES)[number];

export interface InputClause {
  readonly expression: LiteralExpression;
  readonly values: string | undefined;
}
export interface OutputClause extends Variable {
  readonly values: string | undefined;
  readonly otherwise: LiteralExpression | undefined;
}
export interface Rule {
  readonly id: string | undefined;
  /** The rule in a sentence, for people (`description`). */
  readonly description: string | undefined;
  /** What else is written beside it, by the names of the table's annotation columns. */
  readonly annotations: ReadonlyMap<string, string>;
  readonly inputs: readonly string[];
  readonly outputs: readonly LiteralExpression[];
}
export interface TableExpression extends Written {
  readonly type: 'table';
  readonly hitPolicy: HitPolicy;
  readonly aggregator: Aggregator | undefined;
  readonly inputs: readonly InputClause[];
  readonly outputs: readonly OutputClause[];
  readonly rules: readonly Rule[];
}

export type Expression =
  | LiteralExpression
  | ContextExpression
  | InvocationExpression
  | ListExpression
  | RelationExpression
  | FunctionExpression
  | ConditionalExpression
  | FilterExpression
  | IteratorExpression
  | TableExpression;
