import { z } from 'zod';
import { answerOf, isList, type Answers, type AnswerValue } from './answers.ts';

/** When a page or field is asked, as a question about earlier answers. */
export type Condition =
  | { readonly field: string; readonly equals: string | boolean }
  | { readonly field: string; readonly in: readonly string[] }
  | { readonly not: Condition }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] };

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ field: z.string(), equals: z.union([z.string(), z.boolean()]) }),
    z.strictObject({ field: z.string(), in: z.array(z.string()).min(1).readonly() }),
    z.strictObject({ not: Condition }),
    z.strictObject({ all: z.array(Condition).min(1).readonly() }),
    z.strictObject({ any: z.array(Condition).min(1).readonly() }),
  ]),
);

/**
 * Whether a condition is met. A question that was not answered equals nothing; of several choices, one that matches
 * is enough.
 */
export function holds(condition: Condition, answers: Answers): boolean {
  if ('not' in condition) return !holds(condition.not, answers);
  if ('all' in condition) return condition.all.every((part) => holds(part, answers));
  if ('any' in condition) return condition.any.some((part) => holds(part, answers));
  const given = chosen(answerOf(answers, condition.field));
  return 'in' in condition ? condition.in.some((value) => given.includes(value)) : given.includes(condition.equals);
}

/** The fields that a condition asks about, with the values it compares them to. */
export function comparisons(
  condition: Condition,
): readonly { readonly field: string; readonly values: readonly (string | boolean)[] }[] {
  if ('not' in condition) return comparisons(condition.not);
  if ('all' in condition) return condition.all.flatMap(comparisons);
  if ('any' in condition) return condition.any.flatMap(comparisons);
  return [{ field: condition.field, values: 'in' in condition ? condition.in : [condition.equals] }];
}

function chosen(answer: AnswerValue | undefined): readonly (string | boolean)[] {
  if (typeof answer === 'string' || typeof answer === 'boolean') return [answer];
  return isList(answer) ? answer : [];
}
