import type { z } from 'zod';
import { InvalidInput, type FieldProblem } from './refusal.ts';

/**
 * Reads what somebody typed with the schema of its use case.
 * @throws InvalidInput with one problem per field: `kernel.missing`, `kernel.too-long` {max}, `kernel.too-short` {min},
 * or `kernel.invalid`.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new InvalidInput(result.error.issues.map(toProblem));
}

function toProblem(issue: z.core.$ZodIssue): FieldProblem {
  const field = issue.path.map(String).join('.');
  if (issue.code === 'too_small' && Number(issue.minimum) > 1)
    return { field, code: 'kernel.too-short', values: { min: Number(issue.minimum) } };
  if (issue.code === 'too_small') return { field, code: 'kernel.missing' };
  if (issue.code === 'too_big') return { field, code: 'kernel.too-long', values: { max: Number(issue.maximum) } };
  if (issue.code === 'invalid_type' && issue.input === undefined) return { field, code: 'kernel.missing' };
  return { field, code: 'kernel.invalid' };
}
