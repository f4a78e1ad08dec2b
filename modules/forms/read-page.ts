import type { FieldProblem } from '#kernel';
import type { Answers, AnswerValue } from './answers.ts';
import { checkField } from './check-field.ts';
import type { FormDefinition } from './definition.ts';
import type { FormField } from './field.ts';
import { kindOf } from './kinds/index.ts';
import type { PageInput } from './kinds/kind.ts';
import { visibleFields } from './visible.ts';

export interface PageAnswers {
  /** To lay over what was answered before: blank answers replace earlier ones. */
  readonly answers: Answers;
  readonly problems: readonly FieldProblem[];
}

/**
 * Reads what was posted with a page. Bad answers are kept as typed, next to their problem. Fields that the new answers
 * hide have no problems, and keep their earlier answer unless something was posted for them.
 * @throws RangeError if the form has no such page.
 */
export function readPage(form: FormDefinition, pageId: string, input: PageInput): PageAnswers {
  const page = form.layout.pages.find(({ id }) => id === pageId);
  if (page === undefined) throw new RangeError(`The form ${form.id} has no page ${pageId}.`);

  const typed = Object.fromEntries(page.fields.flatMap((field) => readField(field, input)));
  const visible = new Set(visibleFields(page, typed));
  const answered = page.fields.filter((field) => visible.has(field) || wasPosted(field, input));
  return {
    answers: Object.fromEntries(
      answered.flatMap(({ name }) => {
        const answer = typed[name];
        return answer === undefined ? [] : [[name, answer]];
      }),
    ),
    problems: [...visible].flatMap((field) => checkField(field, typed[field.name]) ?? []),
  };
}

function readField(field: FormField, input: PageInput): readonly (readonly [string, AnswerValue])[] {
  const kind = kindOf(field);
  return kind === undefined ? [] : [[field.name, kind.read(field, input)]];
}

function wasPosted({ name }: FormField, input: PageInput): boolean {
  return Object.keys(input).some((key) => key === name || key.startsWith(`${name}.`));
}
