import { comparisons, holds, type Condition } from './condition.ts';
import type { FormDefinition } from './definition.ts';
import type { Capacity } from './form-source.ts';
import type { FormPage } from './page.ts';
import { schemaFor } from './schema-for.ts';

/**
 * The form as somebody fills it in whose capacity is known: nobody is asked as who they apply, because nobody may claim
 * to apply for a company. The question goes, and with it whatever only the other capacity is asked.
 */
export function asCapacity(form: FormDefinition, capacity: Capacity): FormDefinition {
  const question = form.layout.pages
    .flatMap(({ fields }) => fields)
    .find(({ prefill: source }) => source === 'capacity');
  if (question === undefined) return form;

  const asked = isAsked(question.name, capacity);
  const fieldsOf = ({ fields }: FormPage) => fields.filter((field) => field !== question && asked(field));
  const pages = form.layout.pages
    .filter(asked)
    .map((page) => ({ ...settled(page, question.name), fields: fieldsOf(page).map((f) => settled(f, question.name)) }))
    .filter(({ fields }) => fields.length > 0);
  return { ...form, schema: schemaFor({ pages }), layout: { pages } };
}

interface Asked {
  readonly showIf?: Condition;
}

function isAsked(question: string, capacity: Capacity) {
  return ({ showIf }: Asked): boolean => !isAbout(showIf, question) || holds(showIf, { [question]: capacity });
}

/** Without the condition that has been decided. */
function settled<Part extends Asked>({ showIf, ...part }: Part, question: string): Omit<Part, 'showIf'> & Asked {
  return showIf === undefined || isAbout(showIf, question) ? part : { ...part, showIf };
}

function isAbout(condition: Condition | undefined, question: string): condition is Condition {
  if (condition === undefined) return false;
  const fields = new Set(comparisons(condition).map(({ field }) => field));
  if (fields.has(question) && fields.size > 1) throw new Error(`A condition mixes ${question} with other questions.`);
  return fields.has(question);
}
