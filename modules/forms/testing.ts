import fc from 'fast-check';
import { creditCheck, identityCheck, organisationCheck, regionDirectory } from '#kernel';
import type { Answers } from './answers.ts';
import type { FormDefinition } from './definition.ts';
import type { FormField } from './field.ts';
import type { PageInput } from './kinds/kind.ts';
import type { FormPage } from './page.ts';
import { readPage } from './read-page.ts';
import { schemaFor } from './schema-for.ts';
import { visiblePages } from './visible.ts';

/** A field with sensible defaults. */
export function aField(field: Partial<FormField> = {}): FormField {
  return { name: 'answer', kind: 'text', label: '回答', required: true, ...field };
}

/** A form of one page with these fields, or of these pages. */
export function aForm(...parts: readonly (FormField | FormPage)[]): FormDefinition {
  const fields = parts.filter((part) => 'kind' in part);
  const pages = parts.filter((part) => 'fields' in part);
  const layout = { pages: fields.length === 0 ? pages : [{ id: 'page', title: '一页', fields }, ...pages] };
  return { id: 'T-1', title: '一张表', schema: schemaFor(layout), layout };
}

/** What a careful person posts: every field of every page, well typed. */
export function goodInput(form: FormDefinition): fc.Arbitrary<PageInput> {
  const fields = form.layout.pages.flatMap((page) => page.fields).filter(({ kind }) => kind !== 'file');
  return fc
    .tuple(...fields.map((field) => typedInto(field)))
    .map((inputs) => Object.fromEntries(inputs.flatMap((input) => Object.entries(input))));
}

/** Fills in page after page, following the conditions, and says what went wrong on the way. */
export function fillIn(form: FormDefinition, input: PageInput): { answers: Answers; problems: readonly string[] } {
  let answers: Answers = {};
  const problems: string[] = [];
  for (const { id } of form.layout.pages) {
    if (!visiblePages(form, answers).some((page) => page.id === id)) continue;
    const read = readPage(form, id, input);
    answers = { ...answers, ...read.answers };
    problems.push(...read.problems.map(({ field, code }) => `${field}: ${code}`));
  }
  return { answers, problems };
}

/** One file for every material that a form asks for. */
export function allFiles(form: FormDefinition): Record<number, number> {
  const numbers = form.layout.pages.flatMap(({ fields }) => fields.flatMap(({ material }) => material ?? []));
  return Object.fromEntries(numbers.map((no) => [no, 1]));
}

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));

export const identityNumbers = fc
  .record({
    place: digits(6),
    born: fc.date({ min: new Date('1920-01-01'), max: new Date('2025-12-31'), noInvalidDate: true }),
    serial: digits(3),
  })
  .map(({ place, born, serial }) => place + born.toISOString().slice(0, 10).replaceAll('-', '') + serial)
  .map((body) => body + identityCheck(body));

export const creditCodes = fc
  .tuple(fc.constantFrom('91', '92', '12', '52'), digits(6), digits(8))
  .map(([head, place, body]) => head + place + body + organisationCheck(body))
  .map((body) => body + creditCheck(body));

const leafRegions = [...regionDirectory().all()].filter(({ code }) => regionDirectory().children(code).length === 0);

const words = (maxLength: number) =>
  fc
    .string({ minLength: 1, maxLength: Math.min(maxLength, 20), unit: fc.constantFrom(...'丽江和𠮷Ab 1。😀') })
    .filter((text) => text.trim() !== '');

function typedInto(field: FormField): fc.Arbitrary<PageInput> {
  const { name, kind, options = [], min = 0, max = 1_000_000 } = field;
  if (kind === 'address') {
    return fc
      .record({ region: fc.constantFrom(...leafRegions), detail: words(50) })
      .map(({ region, detail }) => ({ [`${name}.region`]: region.code, [`${name}.detail`]: detail }));
  }
  const values = options.map(({ value }) => value);
  const typed: Record<Exclude<typeof kind, 'address'>, () => fc.Arbitrary<string | readonly string[]>> = {
    text: () =>
      field.pattern === undefined ? words(field.maxLength ?? 20) : fc.stringMatching(new RegExp(field.pattern)),
    textarea: () => words(field.maxLength ?? 20),
    'identity-number': () => identityNumbers,
    'credit-code': () => creditCodes,
    phone: () => digits(9).map((rest) => `13${rest}`),
    date: () => fc.date({ min: new Date('1950-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map(isoDay),
    money: () => fc.integer({ min, max }).map((fen) => (fen / 100).toFixed(2)),
    choice: () => fc.constantFrom(...values),
    choices: () => fc.subarray(values, { minLength: 1 }),
    'yes-no': () => fc.constantFrom('yes', 'no'),
    file: () => fc.constant([]),
  };
  return typed[kind]().map((value) => ({ [name]: value }));
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
