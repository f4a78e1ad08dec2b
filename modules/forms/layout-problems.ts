import { comparisons, type Condition } from './condition.ts';
import type { FormField } from './field.ts';
import type { FormPage } from './page.ts';

export interface LayoutProblem {
  readonly path: (string | number)[];
  readonly message: string;
}

/** Addresses below a draft that are not pages of its form. */
const RESERVED_PAGES = ['check', 'hub'];

/**
 * What is wrong with a layout as a whole. Pages depend only on earlier pages, fields only on earlier fields of their
 * own page: so a page can be read knowing nothing but what was posted with it.
 */
export function layoutProblems(pages: readonly FormPage[]): readonly LayoutProblem[] {
  const earlier = new Map<string, FormField>();
  return [
    ...repeated(pages.map(({ id }) => id)),
    ...repeated(pages.flatMap(({ fields }) => fields.map(({ name }) => name))),
    ...repeated(pages.flatMap(({ fields }) => fields.flatMap(({ material }) => material ?? []))),
    ...pages.flatMap((page, at) => pageProblems(page, { at, earlier })),
  ];
}

function pageProblems(
  page: FormPage,
  { at, earlier }: { at: number; earlier: Map<string, FormField> },
): readonly LayoutProblem[] {
  const path = ['pages', at];
  const here = new Map<string, FormField>();
  const problems = [
    ...(RESERVED_PAGES.includes(page.id) ? [{ path, message: `The page id ${page.id} is reserved.` }] : []),
    ...conditionProblems(page.showIf, earlier, path),
    ...page.fields.flatMap((field) => {
      const found = [...fieldProblems(field, path), ...conditionProblems(field.showIf, here, path)];
      here.set(field.name, field);
      return found;
    }),
  ];
  for (const [name, field] of here) earlier.set(name, field);
  return problems;
}

function repeated(keys: readonly (string | number)[]): readonly LayoutProblem[] {
  const twice = keys.filter((key, at) => keys.indexOf(key) !== at);
  return twice.map((key) => ({ path: ['pages'], message: `${key} appears twice.` }));
}

function fieldProblems({ name, kind, ...field }: FormField, path: (string | number)[]): readonly LayoutProblem[] {
  const chooses = kind === 'choice' || kind === 'choices';
  const rules: readonly [boolean, string][] = [
    [chooses === (field.options !== undefined), 'options belong to choice and choices'],
    [(kind === 'file') === (field.material !== undefined), 'a material belongs to a file, and a file to a material'],
    [kind === 'file' || (field.need ?? field.replacedBy) === undefined, 'need and replacedBy belong to a file'],
    [kind === 'text' || kind === 'textarea' || field.maxLength === undefined, 'maxLength belongs to text'],
    [kind === 'text' || field.pattern === undefined, 'pattern belongs to text'],
    [kind === 'money' || (field.min ?? field.max) === undefined, 'min and max belong to money'],
    [!field.required || field.replacedBy === undefined, 'what is replaced is not demanded'],
    [repeated((field.options ?? []).map(({ value }) => value)).length === 0, 'two options have the same value'],
  ];
  return rules.filter(([kept]) => !kept).map(([, rule]) => ({ path, message: `${name}: ${rule}.` }));
}

function conditionProblems(
  condition: Condition | undefined,
  known: ReadonlyMap<string, FormField>,
  path: (string | number)[],
): readonly LayoutProblem[] {
  if (condition === undefined) return [];
  return comparisons(condition).flatMap(({ field, values }) => {
    const asked = known.get(field);
    if (asked === undefined) return [{ path, message: `A condition asks about ${field}, which is not asked before.` }];
    const possible: readonly (string | boolean)[] =
      asked.kind === 'yes-no' ? [true, false] : (asked.options ?? []).map(({ value }) => value);
    return values
      .filter((value) => !possible.includes(value))
      .map((value) => ({ path, message: `A condition compares ${field} with ${String(value)}, which it never is.` }));
  });
}
