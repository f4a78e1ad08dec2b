import { z } from 'zod';
import { Condition } from './condition.ts';
import { FormField, Label } from './field.ts';

export const FormPage = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,49}$/),
  title: Label,
  intro: z.string().min(1).max(2000).exactOptional(),
  /** About fields of earlier pages. */
  showIf: Condition.exactOptional(),
  fields: z.array(FormField).min(1).max(40).readonly(),
});

export type FormPage = Readonly<z.output<typeof FormPage>>;
