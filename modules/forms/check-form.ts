import type { FieldProblem } from '#kernel';
import { answerOf, type Answers } from './answers.ts';
import { checkField, problemWith } from './check-field.ts';
import type { FormDefinition } from './definition.ts';
import type { FormField } from './field.ts';
import type { FormPage } from './page.ts';
import { brokenBy } from './validator.ts';
import { visibleAnswers, visibleFields, visiblePages } from './visible.ts';

/** A problem and the page where it is mended. */
export interface PageProblem extends FieldProblem {
  readonly page: string;
}

/**
 * Everything that keeps an application from being filed: each question that is asked after these answers, each file
 * that is needed, and last the form's JSON Schema, which may demand more than its layout shows.
 * @param filesByMaterial how many files were uploaded for each material number.
 */
export function checkForm(
  form: FormDefinition,
  answers: Answers,
  filesByMaterial: Readonly<Record<number, number>>,
): readonly PageProblem[] {
  const asked = visiblePages(form, answers).flatMap((page) =>
    visibleFields(page, answers).map((field) => ({ page, field })),
  );
  const problems = asked.flatMap(({ page, field }) => {
    const problem =
      field.kind === 'file' ? missingFile(field, filesByMaterial) : checkField(field, answerOf(answers, field.name));
    return problem === undefined ? [] : [{ ...problem, page: page.id }];
  });
  return [...problems, ...schemaProblems(form, answers, { asked, problems })];
}

function missingFile(field: FormField, files: Readonly<Record<number, number>>): FieldProblem | undefined {
  const given = field.material === undefined ? 0 : (files[field.material] ?? 0);
  return field.required && given === 0 ? problemWith(field, { code: 'forms.missing-file' }) : undefined;
}

interface Known {
  readonly asked: readonly { readonly page: FormPage; readonly field: FormField }[];
  readonly problems: readonly PageProblem[];
}

function schemaProblems(form: FormDefinition, answers: Answers, { asked, problems }: Known): readonly PageProblem[] {
  const broken = brokenBy(form.schema, visibleAnswers(form, answers));
  return broken.flatMap((name) => {
    if (problems.some(({ field }) => field === name)) return [];
    const place = asked.find(({ field }) => field.name === name);
    if (place !== undefined) return [{ ...problemWith(place.field, { code: 'forms.invalid' }), page: place.page.id }];
    // No single question to blame; never silent, or a broken application would be filed.
    const page = form.layout.pages[0]?.id ?? '';
    return problems.length > 0 ? [] : [{ field: name, code: 'forms.invalid-whole', page }];
  });
}
