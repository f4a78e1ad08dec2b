import type { Limits } from './limits.ts';
import { FeelNumber } from './number.ts';
import type { Diagnostic, FeelCode, Place } from './problem.ts';

/** A day of the proleptic Gregorian calendar; years up to ±999,999,999 (DMN 1.5, 10.3.2.3.4). */
export interface DateValue {
  readonly kind: 'date';
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A time of day; offset in seconds east of UTC, or a zone of the IANA database, or neither: a local time. */
export interface TimeValue {
  readonly kind: 'time';
  /** Since midnight. */
  readonly nanos: number;
  readonly offset: number | undefined;
  readonly zone: string | undefined;
}

export interface DateTimeValue {
  readonly kind: 'date and time';
  readonly date: DateValue;
  readonly time: TimeValue;
}

export interface DaysDuration {
  readonly kind: 'days and time duration';
  readonly nanos: bigint;
}

export interface MonthsDuration {
  readonly kind: 'years and months duration';
  readonly months: number;
}

/** An end that is null is open: `< 5` as a value has no start. */
export interface RangeValue {
  readonly kind: 'range';
  readonly start: Value;
  readonly end: Value;
  readonly startIncluded: boolean;
  readonly endIncluded: boolean;
}

/** One way to call a function. */
export interface Signature {
  readonly parameters: readonly string[];
  /** So many of them must be there. */
  readonly required: number;
  /** The last takes all that follow. */
  readonly rest: boolean;
}

export interface FunctionValue {
  readonly kind: 'function';
  readonly name: string;
  readonly signatures: readonly Signature[];
  readonly parameterTypes: readonly FeelType[];
  readonly resultType: FeelType;
  /** Arguments in the order of the signature. */
  readonly invoke: (args: readonly Value[], trace: Trace) => Value;
}

export type List = readonly Value[];
export type Context = ReadonlyMap<string, Value>;
export type Temporals = DateValue | TimeValue | DateTimeValue;
export type Duration = DaysDuration | MonthsDuration;
export type Value =
  null | boolean | string | FeelNumber | Temporals | Duration | RangeValue | FunctionValue | List | Context;

export type Kind =
  | 'null'
  | 'boolean'
  | 'string'
  | 'number'
  | Temporals['kind']
  | Duration['kind']
  | 'range'
  | 'function'
  | 'list'
  | 'context';

export function isNumber(value: Value | undefined): value is FeelNumber {
  return value instanceof FeelNumber;
}

export function isList(value: Value | undefined): value is List {
  return Array.isArray(value);
}

export function isContext(value: Value | undefined): value is Context {
  return value instanceof Map;
}

export function kindOf(value: Value): Kind {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return 'string';
  if (isNumber(value)) return 'number';
  if (isList(value)) return 'list';
  if (isContext(value)) return 'context';
  return value.kind;
}

type Tagged = Temporals | Duration | RangeValue | FunctionValue;

/** Whether the value is one of those that carry their kind with them. */
export function isKind<K extends Tagged['kind']>(
  value: Value | undefined,
  ...kinds: readonly K[]
): value is Extract<Tagged, { kind: K }> {
  if (value === undefined || value === null) return false;
  const kind: string = kindOf(value);
  return kinds.some((wanted) => wanted === kind);
}

export const SIMPLE_TYPES = [
  'number',
  'string',
  'boolean',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
] as const;
export type SimpleType = (typeof SIMPLE_TYPES)[number];

/** Decides whether a value that has the type is an allowed one. */
export type Constraint = (value: Value, trace: Trace) => boolean;

/** A type of FEEL (DMN 1.5, 10.3.2.9), with the constraints that item definitions add. */
export type FeelType =
  | { readonly kind: 'Any' | 'Null' | SimpleType }
  | { readonly kind: 'list' | 'range'; readonly of: FeelType }
  | { readonly kind: 'context'; readonly entries: ReadonlyMap<string, FeelType> }
  | { readonly kind: 'function'; readonly parameters: readonly FeelType[]; readonly result: FeelType }
  | { readonly kind: 'constrained'; readonly name: string; readonly base: FeelType; readonly allows: Constraint };

/** What one evaluation has used up, what it has to say, and what the clock shows while it lasts. */
export interface Trace {
  readonly now: () => Date;
  readonly limits: Limits;
  readonly diagnostics: Diagnostic[];
  /** Id of the element of the model that is being evaluated. */
  readonly element: string | undefined;
  /** Notes why there is no value, and gives the null that stands for it. */
  fail(code: FeelCode, place: Place, detail?: string): null;
  /** Notes that a budget ran out, which is said even when there is no room for more diagnostics. */
  end(code: FeelCode): null;
  /** Counts a step, or as many as something costs. */
  step(cost?: number): void;
  /** Whether a list may be so long. */
  bound(items: number): void;
  /** Before so many items are made. */
  room(items: number): void;
  /** Before or after a text of this length is made. */
  letters(length: number): void;
  /** What it costs to walk through a value, and whether it may be so large. */
  weigh<V extends Value>(value: V): V;
  nested<T>(evaluate: () => T): T;
  /** Diagnostics made inside carry the id of this element of the model. */
  within<T>(element: string | undefined, evaluate: () => T): T;
}
