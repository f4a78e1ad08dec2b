import type { FunctionValue } from '../value.ts';
import { readRange } from './read-range.ts';
import { any, define, text, way } from './define.ts';

export const logicFunctions: readonly FunctionValue[] = [
  define(
    'not',
    way([any('negand')], ([negand]) => (typeof negand === 'boolean' ? !negand : null)),
  ),
  define(
    'range',
    way([text('from')], ([from]) => readRange(from)),
  ),
];
