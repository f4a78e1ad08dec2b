import { comparisons, type Condition } from './condition.ts';
import type { FormField } from './field.ts';
import type { FormPage } from './page.ts';

/** What is wrong with a layout, for translators: `sketch.CODE`. */
export type LayoutCode =
  | 'page-reserved'
  | 'page-twice'
  | 'name-twice'
  | 'material-twice'
  | 'options-of-choices'
  | 'material-of-file'
  | 'need-of-file'
  | 'length-of-text'
  | 'pattern-of-text'
  | 'range-of-money'
  | 'replaced-not-required'
  | 'option-twice'
  | 'condition-earlier'
  | 'condition-never'
  | 'condition-mixed';

export interface LayoutProblem {
  readonly path: (string | number)[];
  readonly code: LayoutCode;
  readonly values: Readonly<Record<string, string | number>>;
  /** For whoever writes the file by hand. */
  readonly message: string;
}

type Path = (string | number)[];

/** Addresses below a draft that are not pages of its form. */
const RESERVED_PAGES = ['check', 'hub'];

/**
 * What is wrong with a layout as a whole. Pages depend only on earlier pages, fields only on earlier fields of their
 * own page: so a page can be read knowing nothing but what was posted with it.
 */
export function layoutProblems(pages: readonly FormPage[]): readonly LayoutProblem[] {
  const earlier = new Map<string, FormField>();
  const asks = capacityQuestion(pages);
  return [
    ...repeated(
      pages.map(({ id }, at): Placed => [id, ['pages', at]]),
      'page-twice',
    ),
    ...repeated(
      fieldsOf(pages, ({ name }) => [name]),
      'name-twice',
    ),
    ...repeated(
      fieldsOf(pages, ({ material }) => (material === undefined ? [] : [material])),
      'material-twice',
    ),
    ...pages.flatMap((page, at) => pageProblems(page, { at, earlier, asks })),
  ];
}

type Placed = readonly [key: string | number, path: Path];

function fieldsOf(
  pages: readonly FormPage[],
  keys: (field: FormField) => readonly (string | number)[],
): readonly Placed[] {
  return pages.flatMap(({ fields }, page) =>
    fields.flatMap((field, at) => keys(field).map((key): Placed => [key, ['pages', page, 'fields', at]])),
  );
}

/** The question as who somebody applies: it goes once that is known, so no condition may mix it with others. */
function capacityQuestion(pages: readonly FormPage[]): string | undefined {
  return pages.flatMap(({ fields }) => fields).find(({ prefill }) => prefill === 'capacity')?.name;
}

interface Around {
  readonly at: number;
  readonly earlier: Map<string, FormField>;
  readonly asks: string | undefined;
}

function pageProblems(page: FormPage, { at, earlier, asks }: Around): readonly LayoutProblem[] {
  const path: Path = ['pages', at];
  const here = new Map<string, FormField>();
  const problems = [
    ...(RESERVED_PAGES.includes(page.id) ? [problem(path, 'page-reserved', { id: page.id })] : []),
    ...conditionProblems(page.showIf, { known: earlier, path, asks }),
    ...page.fields.flatMap((field, no) => {
      const own = [...path, 'fields', no];
      const found = [
        ...fieldProblems(field, own),
        ...conditionProblems(field.showIf, { known: here, path: own, asks }),
      ];
      here.set(field.name, field);
      return found;
    }),
  ];
  for (const [name, field] of here) earlier.set(name, field);
  return problems;
}

function repeated(keys: readonly Placed[], code: LayoutCode): readonly LayoutProblem[] {
  const seen = new Set<string | number>();
  return keys.flatMap(([key, path]) => {
    if (seen.has(key)) return [problem(path, code, { key })];
    seen.add(key);
    return [];
  });
}

const MESSAGES: Readonly<Record<LayoutCode, (values: LayoutProblem['values']) => string>> = {
  'page-reserved': ({ id }) => `The page id ${id} is reserved.`,
  'page-twice': ({ key }) => `${key} appears twice.`,
  'name-twice': ({ key }) => `${key} appears twice.`,
  'material-twice': ({ key }) => `${key} appears twice.`,
  'options-of-choices': ({ name }) => `${name}: options belong to choice and choices.`,
  'material-of-file': ({ name }) => `${name}: a material belongs to a file, and a file to a material.`,
  'need-of-file': ({ name }) => `${name}: need and replacedBy belong to a file.`,
  'length-of-text': ({ name }) => `${name}: maxLength belongs to text.`,
  'pattern-of-text': ({ name }) => `${name}: pattern belongs to text.`,
  'range-of-money': ({ name }) => `${name}: min and max belong to money.`,
  'replaced-not-required': ({ name }) => `${name}: what is replaced is not demanded.`,
  'option-twice': ({ name }) => `${name}: two options have the same value.`,
  'condition-earlier': ({ field }) => `A condition asks about ${field}, which is not asked before.`,
  'condition-never': ({ field, value }) => `A condition compares ${field} with ${value}, which it never is.`,
  'condition-mixed': ({ field }) => `A condition mixes ${field} with other questions.`,
};

function problem(path: Path, code: LayoutCode, values: LayoutProblem['values']): LayoutProblem {
  return { path, code, values, message: MESSAGES[code](values) };
}

function fieldProblems({ name, kind, ...field }: FormField, path: Path): readonly LayoutProblem[] {
  const chooses = kind === 'choice' || kind === 'choices';
  const options = (field.options ?? []).map(({ value }) => value);
  const rules: readonly [boolean, LayoutCode][] = [
    [chooses === (field.options !== undefined), 'options-of-choices'],
    [(kind === 'file') === (field.material !== undefined), 'material-of-file'],
    [kind === 'file' || (field.need ?? field.replacedBy) === undefined, 'need-of-file'],
    [kind === 'text' || kind === 'textarea' || field.maxLength === undefined, 'length-of-text'],
    [kind === 'text' || field.pattern === undefined, 'pattern-of-text'],
    [kind === 'money' || (field.min ?? field.max) === undefined, 'range-of-money'],
    [!field.required || field.replacedBy === undefined, 'replaced-not-required'],
    [new Set(options).size === options.length, 'option-twice'],
  ];
  return rules.filter(([kept]) => !kept).map(([, code]) => problem(path, code, { name }));
}

interface Known {
  readonly known: ReadonlyMap<string, FormField>;
  readonly path: Path;
  readonly asks: string | undefined;
}

function conditionProblems(condition: Condition | undefined, { known, path, asks }: Known): readonly LayoutProblem[] {
  if (condition === undefined) return [];
  const compared = comparisons(condition);
  const fields = new Set(compared.map(({ field }) => field));
  const mixed = asks !== undefined && fields.has(asks) && fields.size > 1;
  return [
    ...(mixed ? [problem(path, 'condition-mixed', { field: asks })] : []),
    ...compared.flatMap(({ field, values }) => {
      const asked = known.get(field);
      if (asked === undefined) return [problem(path, 'condition-earlier', { field })];
      const possible: readonly (string | boolean)[] =
        asked.kind === 'yes-no' ? [true, false] : (asked.options ?? []).map(({ value }) => value);
      return values
        .filter((value) => !possible.includes(value))
        .map((value) => problem(path, 'condition-never', { field, value: String(value) }));
    }),
  ];
}
