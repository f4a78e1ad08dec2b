import type { Translate } from '#kernel';
import type { AnswerValue } from '../answers.ts';
import type { JsonSchema } from '../definition.ts';
import type { FormField } from '../field.ts';

/** What was posted: one value or several by input name. */
export type PageInput = Readonly<Record<string, string | readonly string[]>>;

/** What is wrong with an answer; `code` is a translation key, the label is added by the caller. */
export interface AnswerProblem {
  readonly code: `forms.${string}`;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** All that is known of one kind of field. Answers come from outside too: `check` may be given anything. */
export interface Kind {
  /** The answer in what was posted; what cannot be read stays as typed, nothing typed is blank. */
  read(field: FormField, input: PageInput): AnswerValue;
  /** The first problem of an answer that is not blank. */
  check(field: FormField, answer: AnswerValue): AnswerProblem | undefined;
  /** How people read the answer; empty for a blank one. */
  show(field: FormField, answer: AnswerValue, t: Translate): string;
  /** JSON Schema of a good answer. */
  schema(field: FormField): JsonSchema;
  /** Translation key of "please answer this". */
  readonly missing: AnswerProblem['code'];
}
