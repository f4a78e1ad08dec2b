import { asTyped, isList } from '../answers.ts';
import type { FormField } from '../field.ts';
import type { Kind } from './kind.ts';
import { many, one } from './typed.ts';

const values = ({ options = [] }: FormField) => options.map(({ value }) => value);

const label = ({ options = [] }: FormField, chosen: string) =>
  options.find(({ value }) => value === chosen)?.label ?? chosen;

export const choice: Kind = {
  missing: 'forms.choose',
  read: ({ name }, input) => one(input, name),
  check: (field, answer) =>
    typeof answer === 'string' && values(field).includes(answer) ? undefined : { code: 'forms.not-offered' },
  show: (field, answer) => label(field, asTyped(answer)),
  schema: (field) => ({ type: 'string', enum: values(field) }),
};

/** In the order of the options, each once; what is not offered stays at the end. */
export const choices: Kind = {
  missing: 'forms.choose',
  read: (field, input) => {
    const ticked = new Set(many(input, field.name).filter((value) => value !== ''));
    return [...new Set([...values(field).filter((value) => ticked.has(value)), ...ticked])];
  },
  check: (field, answer) => {
    const offered = values(field);
    const good = isList(answer) && new Set(answer).size === answer.length;
    return good && answer.every((value) => offered.includes(value)) ? undefined : { code: 'forms.not-offered' };
  },
  show: (field, answer, t) =>
    isList(answer) ? answer.map((value) => label(field, value)).join(t('forms.list-separator')) : asTyped(answer),
  schema: (field) => ({
    type: 'array',
    items: { type: 'string', enum: values(field) },
    uniqueItems: true,
    minItems: 1,
  }),
};

export const yesNo: Kind = {
  missing: 'forms.yes-or-no',
  read: ({ name }, input) => {
    const chosen = one(input, name);
    if (chosen === 'yes') return true;
    return chosen === 'no' ? false : chosen;
  },
  check: (_, answer) => (typeof answer === 'boolean' ? undefined : { code: 'forms.not-offered' }),
  show: (_, answer, t) => (typeof answer === 'boolean' ? t(answer ? 'forms.yes' : 'forms.no') : asTyped(answer)),
  schema: () => ({ type: 'boolean' }),
};
