import { z } from 'zod';
import { layoutProblems } from './layout-problems.ts';
import { FormPage } from './page.ts';

export const FormLayout = z
  .strictObject({ pages: z.array(FormPage).min(1).max(80).readonly() })
  .superRefine((layout, context) => {
    for (const { path, message, code, values } of layoutProblems(layout.pages))
      context.addIssue({ code: 'custom', path, message, params: { code, values } });
  });

/** What a form asks: a JSON Schema (2020-12) of the whole answers, and how the questions are laid out in pages. */
export const FormDefinition = z.strictObject({
  id: z.string().min(1).max(64),
  title: z.string().min(1),
  schema: z.record(z.string(), z.json()),
  layout: FormLayout,
});

export type FormLayout = Readonly<z.output<typeof FormLayout>>;
export type FormDefinition = Readonly<z.output<typeof FormDefinition>>;
export type JsonSchema = FormDefinition['schema'];
