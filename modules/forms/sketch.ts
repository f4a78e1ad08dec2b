import { z } from 'zod';
import { Condition } from './condition.ts';
import { FormDefinition, FormLayout } from './definition.ts';
import { schemaFor } from './schema-for.ts';

const text = (most: number) => z.string().max(most);

export const SketchField = z.strictObject({
  name: text(100),
  kind: text(30),
  label: text(1000),
  hint: text(2000).exactOptional(),
  required: z.boolean(),
  options: z
    .array(z.strictObject({ value: text(100), label: text(1000) }))
    .max(200)
    .readonly()
    .exactOptional(),
  showIf: Condition.exactOptional(),
  prefill: text(50).exactOptional(),
  material: z.int().exactOptional(),
  need: text(30).exactOptional(),
  replacedBy: z.strictObject({ kind: z.enum(['eLicense', 'dataCheck']), name: z.string() }).exactOptional(),
  autocomplete: text(50).exactOptional(),
  inputmode: text(20).exactOptional(),
  maxLength: z.int().exactOptional(),
  pattern: text(500).exactOptional(),
  min: z.int().exactOptional(),
  max: z.int().exactOptional(),
});

export const SketchPage = z.strictObject({
  id: text(100),
  title: text(1000),
  intro: text(2000).exactOptional(),
  showIf: Condition.exactOptional(),
  fields: z.array(SketchField).max(100).readonly(),
});

/**
 * A form while somebody is writing it: the shape of one, whatever still stands against it. What does is said by
 * `sketchProblems`, and only what has none becomes a form.
 */
export const FormSketch = z.strictObject({
  title: text(500),
  pages: z.array(SketchPage).max(100).readonly(),
});

export type FormSketch = Readonly<z.output<typeof FormSketch>>;
export type SketchPage = Readonly<FormSketch['pages'][number]>;
export type SketchField = Readonly<SketchPage['fields'][number]>;

/** The place of a problem, and a sentence: `sketch.CODE`. */
export interface SketchProblem {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
  /** Index of the page, from 0; absent where it is about the form as a whole. */
  readonly page?: number;
  readonly field?: number;
}

/** Everything that stands against a form, in the order of its pages. */
export function sketchProblems(sketch: FormSketch): readonly SketchProblem[] {
  const untitled = sketch.title.trim() === '' ? [{ code: 'sketch.title', values: {} }] : [];
  const read = FormLayout.safeParse({ pages: sketch.pages });
  if (read.success) return untitled;
  return [...untitled, ...read.error.issues.map((issue) => problemOf(issue, sketch))];
}

type Issue = z.core.$ZodIssue;

/** What each part has to be, by the last name on its path. */
const OF_PROPERTY: Readonly<Record<string, string>> = {
  id: 'page-id',
  title: 'page-title',
  intro: 'intro',
  pages: 'no-pages',
  fields: 'no-fields',
  name: 'name',
  kind: 'kind',
  label: 'label',
  hint: 'hint',
  options: 'options',
  prefill: 'prefill',
  material: 'material',
  need: 'need',
  autocomplete: 'autocomplete',
  inputmode: 'inputmode',
  maxLength: 'max-length',
  pattern: 'pattern',
  min: 'min',
  max: 'max',
};

function problemOf({ path, ...issue }: Issue, { pages }: FormSketch): SketchProblem {
  const [, page, , field] = path;
  const place = {
    ...(typeof page === 'number' ? { page } : {}),
    ...(typeof field === 'number' ? { field } : {}),
  };
  const params: Record<string, unknown> = 'params' in issue ? { ...issue.params } : {};
  if (typeof params.code === 'string')
    return { code: `sketch.${params.code}`, values: params.values as SketchProblem['values'], ...place };
  const inOption = path.includes('options') && path.at(-1) !== 'options';
  const property = inOption ? `option-${String(path.at(-1))}` : (OF_PROPERTY[nameIn(path)] ?? 'unknown');
  const value = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], { pages });
  return {
    code: `sketch.${property}`,
    values: { value: typeof value === 'string' || typeof value === 'number' ? value : '' },
    ...place,
  };
}

function nameIn(path: readonly PropertyKey[]): string {
  return path.findLast((key) => typeof key === 'string') ?? '';
}

/** The form that a sketch without problems is. @throws ZodError where one has some */
export function formOfSketch(id: string, { title, pages }: FormSketch): FormDefinition {
  const layout = FormLayout.parse({ pages });
  return FormDefinition.parse({ id, title, schema: schemaFor(layout), layout });
}

/** A form to be written on. */
export function sketchOf({ title, layout }: FormDefinition): FormSketch {
  return FormSketch.parse({ title, pages: layout.pages });
}
