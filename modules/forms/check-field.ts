import type { FieldProblem } from '#kernel';
import { isBlank, type AnswerValue } from './answers.ts';
import type { FormField } from './field.ts';
import { kindOf } from './kinds/index.ts';
import type { AnswerProblem } from './kinds/kind.ts';

/** What is wrong with one answer; a blank one only if the field is required. Files are not answers. */
export function checkField(field: FormField, answer: AnswerValue | undefined): FieldProblem | undefined {
  const kind = kindOf(field);
  if (kind === undefined) return undefined;
  if (answer === undefined || isBlank(answer)) {
    return field.required ? problemWith(field, { code: kind.missing }) : undefined;
  }
  const found = kind.check(field, answer);
  return found && problemWith(field, found);
}

/** Every sentence about a field names it. */
export function problemWith({ name, label }: FormField, { code, values }: AnswerProblem): FieldProblem {
  return { field: name, code, values: { label, ...values } };
}
