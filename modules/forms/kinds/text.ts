import { asTyped } from '../answers.ts';
import type { FormField } from '../field.ts';
import { patternOf } from '../pattern.ts';
import type { Kind } from './kind.ts';
import { compact, one, textProblem } from './typed.ts';

const LINE = 200;
const PARAGRAPHS = 2000;

const maxLength = ({ kind, maxLength: own }: FormField) => own ?? (kind === 'textarea' ? PARAGRAPHS : LINE);

/** One line, or one that follows a pattern: numbers with a unit, account numbers. */
export const text: Kind = {
  missing: 'forms.missing',
  read: ({ name, pattern }, input) => (pattern === undefined ? one(input, name).trim() : compact(one(input, name))),
  check: (field, answer) => {
    if (typeof answer !== 'string') return { code: 'forms.invalid' };
    if (/[\n\t]/.test(answer)) return { code: 'forms.characters' };
    const problem = textProblem(answer, maxLength(field));
    if (problem !== undefined || field.pattern === undefined) return problem;
    return patternOf(field.pattern).test(answer) ? undefined : { code: 'forms.pattern' };
  },
  show: (_, answer) => asTyped(answer),
  schema: (field) => ({
    type: 'string',
    minLength: 1,
    maxLength: maxLength(field),
    pattern: field.pattern ?? String.raw`^[^\u0000-\u001f\u007f]*$`,
  }),
};

/** Several lines; line breaks are kept as one character each. */
export const textarea: Kind = {
  missing: 'forms.missing',
  read: ({ name }, input) => one(input, name).replace(/\r\n?/g, '\n').trim(),
  check: (field, answer) =>
    typeof answer === 'string' ? textProblem(answer, maxLength(field)) : { code: 'forms.invalid' },
  show: (_, answer) => asTyped(answer),
  schema: (field) => ({ type: 'string', minLength: 1, maxLength: maxLength(field) }),
};
