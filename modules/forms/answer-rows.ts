import { translator } from '#kernel';
import { answerOf, type Answers } from './answers.ts';
import type { FormDefinition } from './definition.ts';
import type { FormField } from './field.ts';
import { kindOf } from './kinds/index.ts';
import type { Provenance } from './prefill.ts';
import { visibleAnswers, visibleFields, visiblePages } from './visible.ts';

export interface AnswerRow {
  /** The field's name: for links back, and for those who show less than everything. */
  readonly name: string;
  readonly kind: FormField['kind'];
  readonly label: string;
  /** The answer as people read it; empty if the question was left open. */
  readonly text: string;
  readonly provenance?: Provenance;
}

export interface AnswerPage {
  /** The page's id. */
  readonly page: string;
  readonly title: string;
  readonly rows: readonly AnswerRow[];
}

/**
 * What was answered, to be read: before filing, on the case page, at the desk. Questions that were not asked are left
 * out, and files, which have their own list. Nothing is masked here.
 */
export function answerRows(
  form: FormDefinition,
  answers: Answers,
  provenance: Readonly<Record<string, Provenance>> = {},
): readonly AnswerPage[] {
  const counted = visibleAnswers(form, answers);
  return visiblePages(form, answers).map((page) => ({
    page: page.id,
    title: page.title,
    rows: visibleFields(page, answers).flatMap((field) => {
      const kind = kindOf(field);
      if (kind === undefined) return [];
      const { name, label } = field;
      const answer = answerOf(counted, name);
      const text = answer === undefined ? '' : kind.show(field, answer, translator());
      const from = provenance[name];
      return [{ name, kind: field.kind, label, text, ...(from === undefined ? {} : { provenance: from }) }];
    }),
  }));
}
