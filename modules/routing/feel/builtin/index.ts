import { normalizeName } from '../parse/name.ts';
import type { FunctionValue } from '../value.ts';
import { aggregateFunctions } from './aggregate.ts';
import { contextFunctions } from './context.ts';
import { listFunctions } from './list.ts';
import { logicFunctions } from './logic.ts';
import { numberFunctions } from './number.ts';
import { rangeFunctions } from './range.ts';
import { stringFunctions } from './string.ts';
import { temporalFunctions } from './temporal.ts';

/** Every built-in function of DMN 1.5, section 10.3.4, by its normalized name. */
export const builtIns: ReadonlyMap<string, FunctionValue> = new Map(
  [
    aggregateFunctions,
    contextFunctions,
    listFunctions,
    logicFunctions,
    numberFunctions,
    rangeFunctions,
    stringFunctions,
    temporalFunctions,
  ].flatMap((functions) => functions.map((one) => [normalizeName(one.name), one])),
);
