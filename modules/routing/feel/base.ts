import { builtIns } from './builtin/index.ts';
import { frameOf, type Frame } from './eval/env.ts';
import { Scope } from './scope.ts';
import type { FeelType } from './type.ts';
import type { Value } from './value.ts';

const NAMES: ReadonlyMap<string, undefined> = new Map(builtIns.keys().map((name) => [name, undefined]));

/** The built-in functions, which a model's own names may hide. */
export const baseFrame: Frame = frameOf(new Map<string, Value>(builtIns), undefined);

/** A scope that knows the built-in functions, the types of a model and the properties that its contexts have. */
export function baseScope(types: ReadonlyMap<string, FeelType>, properties: ReadonlySet<string>): Scope {
  return Scope.of({ variables: NAMES, types, properties });
}
