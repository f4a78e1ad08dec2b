import type { FormField } from '#forms';
import { isDecided, type NodeCondition } from './condition.ts';

/** Whether every question that a condition is about is asked, and every value it compares with can be the answer. */
export function isAnswerable(condition: NodeCondition, questions: readonly FormField[]): boolean {
  if ('feel' in condition) return isDecided(condition.feel, questions);
  if ('not' in condition) return isAnswerable(condition.not, questions);
  if ('all' in condition) return condition.all.every((part) => isAnswerable(part, questions));
  if ('any' in condition) return condition.any.every((part) => isAnswerable(part, questions));
  const question = questions.find(({ name }) => name === condition.field);
  if (question === undefined) return false;
  const possible: readonly (string | boolean)[] =
    question.kind === 'yes-no' ? [true, false] : (question.options ?? []).map(({ value }) => value);
  const asked: readonly (string | boolean)[] = 'in' in condition ? condition.in : [condition.equals];
  return asked.every((value) => possible.includes(value));
}
