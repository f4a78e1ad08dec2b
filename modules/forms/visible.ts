import { answerOf, isBlank, type Answers, type AnswerValue } from './answers.ts';
import { holds } from './condition.ts';
import type { FormDefinition } from './definition.ts';
import type { FormField } from './field.ts';
import type { FormPage } from './page.ts';

/** The pages that these answers lead through, in order. */
export function visiblePages(form: FormDefinition, answers: Answers): readonly FormPage[] {
  return walk(form, answers).pages;
}

/** The fields of a page that are asked after these answers to it. */
export function visibleFields(page: FormPage, answers: Answers): readonly FormField[] {
  const seen: Record<string, AnswerValue> = {};
  return page.fields.filter((field) => {
    if (field.showIf !== undefined && !holds(field.showIf, seen)) return false;
    keep(seen, field.name, answers);
    return true;
  });
}

/**
 * The answers that count: to questions that are asked, and not blank. What was answered before a change of mind hid the
 * question stays in the draft and out of the application.
 */
export function visibleAnswers(form: FormDefinition, answers: Answers): Answers {
  return walk(form, answers).answers;
}

/** Numbers of the materials that are asked for after these answers; a form may take a commitment or a look-up instead. */
export function askedMaterials(form: FormDefinition, answers: Answers): ReadonlySet<number> {
  const fields = visiblePages(form, answers).flatMap((page) => visibleFields(page, answers));
  return new Set(fields.flatMap(({ material }) => (material === undefined ? [] : [material])));
}

function walk(form: FormDefinition, answers: Answers): { pages: readonly FormPage[]; answers: Answers } {
  const seen: Record<string, AnswerValue> = {};
  const pages = form.layout.pages.filter((page) => {
    if (page.showIf !== undefined && !holds(page.showIf, seen)) return false;
    for (const { name } of visibleFields(page, answers)) keep(seen, name, answers);
    return true;
  });
  return { pages, answers: seen };
}

function keep(seen: Record<string, AnswerValue>, name: string, answers: Answers): void {
  const answer = answerOf(answers, name);
  if (answer !== undefined && !isBlank(answer)) seen[name] = answer;
}
