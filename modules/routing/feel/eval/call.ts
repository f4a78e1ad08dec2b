import { convert } from '../conform.ts';
import type { Call, FunctionNode, Node } from '../node.ts';
import { Trouble, type Place } from '../problem.ts';
import type { Trace } from '../trace.ts';
import { ANY } from '../type.ts';
import { typeOf } from '../typing.ts';
import { isKind, type FunctionValue, type Signature, type Value } from '../value.ts';
import { frameOf, type Env } from './env.ts';

/** A function called by position or by names (DMN 1.5, 10.3.2.13). */
export function evaluateCall({ callee, args, place }: Call, env: Env): Value {
  const target = env.evaluate(callee);
  if (!isKind(target, 'function')) return env.trace.fail('feel.no-function', place, nameOf(callee));
  const values = args.map(({ name, value }) => ({ name, value: env.evaluate(value) }));
  const ordered = inOrder(target, values);
  if (ordered === undefined) return env.trace.fail('feel.arity', place, target.name);
  return invoke(target, ordered, { trace: env.trace, place });
}

function nameOf(callee: Node): string | undefined {
  if (callee.type === 'name' || callee.type === 'missing') return callee.name;
  return callee.type === 'path' ? callee.key : undefined;
}

interface Argument {
  readonly name: string | undefined;
  readonly value: Value;
}

function inOrder({ signatures }: FunctionValue, args: readonly Argument[]): readonly Value[] | undefined {
  const values = args.map(({ value }) => value);
  const names = args.flatMap(({ name }) => name ?? []);
  if (names.length === 0) return signatures.some((signature) => takes(signature, args.length)) ? values : undefined;
  if (names.length < args.length || new Set(names).size < names.length) return undefined;
  const signature = signatures.find((one) => isNamedBy(one, names));
  const last = signature?.parameters.findLastIndex((parameter) => names.includes(parameter)) ?? -1;
  return signature?.parameters.slice(0, last + 1).map((parameter) => values[names.indexOf(parameter)] ?? null);
}

function takes({ parameters, required, rest }: Signature, count: number): boolean {
  return count >= required && (rest || count <= parameters.length);
}

function isNamedBy({ parameters, required }: Signature, names: readonly string[]): boolean {
  const known = names.every((name) => parameters.includes(name));
  return known && parameters.slice(0, required).every((parameter) => names.includes(parameter));
}

/** What a function cannot do with its arguments is null and a diagnostic. */
export function invoke(
  target: FunctionValue,
  args: readonly Value[],
  { trace, place }: { readonly trace: Trace; readonly place: Place },
): Value {
  try {
    trace.step();
    return target.invoke(args, trace);
  } catch (error) {
    if (error instanceof Trouble) return trace.fail(error.code, place, error.detail ?? target.name);
    throw error;
  }
}

/** A function that closes over the names around it. An argument that its type does not take is null. */
export function evaluateFunction({ parameters, body, external, place }: FunctionNode, env: Env): FunctionValue {
  return {
    kind: 'function',
    name: 'function',
    signatures: [{ parameters: parameters.map(({ name }) => name), required: parameters.length, rest: false }],
    parameterTypes: parameters.map(({ type }) => type),
    resultType: typeOf(body) ?? ANY,
    invoke: (args, trace) => {
      if (external) return trace.fail('feel.external', place);
      const bound = parameters.map(({ name, type }, at) => {
        return [name, convert(args[at] ?? null, type, { trace, place })] as const;
      });
      return env.evaluate(body, frameOf(new Map(bound), env.frame));
    },
  };
}
