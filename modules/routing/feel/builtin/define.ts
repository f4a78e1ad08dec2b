import { Trouble } from '../problem.ts';
import type { Trace } from '../trace.ts';
import { ANY } from '../type.ts';
import { weightOf } from '../weight.ts';
import {
  isContext,
  isList,
  isNumber,
  type Context,
  type FunctionValue,
  type List,
  type Signature,
  type Value,
} from '../value.ts';
import type { FeelNumber } from '../number.ts';

const NOT = Symbol('not of this type');

/** What a built-in function asks for: a name, and how a value becomes what it computes with. */
export interface Parameter<T> {
  readonly name: string;
  readonly read: (value: Value) => T | typeof NOT;
  readonly presence: 'required' | 'optional' | 'rest';
}

type Read<P extends readonly Parameter<unknown>[]> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

/** One way to call a function. */
export interface Way {
  readonly signature: Signature;
  /** Undefined if the arguments are of other types. */
  readonly call: (args: readonly Value[], trace: Trace) => Value | undefined;
}

/** A parameter of one kind of value. A list of one stands for its item (DMN 1.5, 10.3.2.9.4). */
export function parameter<T extends Value>(name: string, is: (value: Value) => value is T): Parameter<T> {
  const read = (value: Value) => {
    if (is(value)) return value;
    const [only = null, ...more] = isList(value) ? value : [];
    return more.length === 0 && is(only) ? only : NOT;
  };
  return { name, read, presence: 'required' };
}

export const text = (name: string): Parameter<string> => parameter(name, (value) => typeof value === 'string');
export const numeric = (name: string): Parameter<FeelNumber> => parameter(name, isNumber);
export const contextual = (name: string): Parameter<Context> => parameter(name, isContext);

/** Any value, null as well. */
export const any = (name: string): Parameter<Value> => ({ name, read: (value) => value, presence: 'required' });

/** A list; what is none, but is something, is a list of one. */
export const listed = (name: string): Parameter<List> => ({
  name,
  read: (value) => (isList(value) ? value : value === null ? NOT : [value]),
  presence: 'required',
});

/** May be left out or null. */
export function optional<T>(inner: Parameter<T>): Parameter<T | undefined> {
  return { name: inner.name, read: (value) => (value === null ? undefined : inner.read(value)), presence: 'optional' };
}

/** All arguments that follow. */
export const rest = (name: string): Parameter<List> => ({
  name,
  read: (value) => (isList(value) ? value : NOT),
  presence: 'rest',
});

export function way<const P extends readonly Parameter<unknown>[]>(
  parameters: P,
  run: (args: Read<P>, trace: Trace) => Value,
): Way {
  const last = parameters.at(-1);
  const signature: Signature = {
    parameters: parameters.map(({ name }) => name),
    required: parameters.filter(({ presence }) => presence === 'required').length,
    rest: last?.presence === 'rest',
  };
  const call = (args: readonly Value[], trace: Trace) => {
    if (args.length < signature.required || (!signature.rest && args.length > parameters.length)) return undefined;
    const read = parameters.map((one, at) => one.read(one.presence === 'rest' ? args.slice(at) : (args[at] ?? null)));
    // The boundary between values and types: each place was read by the parameter whose type it has.
    return read.includes(NOT) ? undefined : run(read as Read<P>, trace);
  };
  return { signature, call };
}

/** Walking through the arguments costs this share of a step for each value in them. */
const VALUES_PER_STEP = 2;

export function define(name: string, ...ways: readonly Way[]): FunctionValue {
  const invoke = (args: readonly Value[], trace: Trace) => {
    trace.step(args.reduce<number>((total, arg) => total + weightOf(arg), 0) / VALUES_PER_STEP);
    for (const { call } of ways) {
      const value = call(args, trace);
      if (value !== undefined) return value;
    }
    throw new Trouble('feel.argument', name);
  };
  const signatures = ways.map(({ signature }) => signature);
  return { kind: 'function', name, signatures, parameterTypes: [], resultType: ANY, invoke };
}
