import { z } from 'zod';
import { Condition } from './condition.ts';
import { readPattern } from './pattern.ts';

export const fieldKinds = [
  'text',
  'textarea',
  'identity-number',
  'credit-code',
  'phone',
  'date',
  'address',
  'money',
  'choice',
  'choices',
  'yes-no',
  'file',
] as const;

/** Where an answer can be filled in from. `capacity` is who applies: `person` or `organisation`. */
export const prefillSources = [
  'capacity',
  'person.name',
  'person.identityNumber',
  'person.phone',
  'person.region',
  'person.address',
  'organisation.name',
  'organisation.creditCode',
  'organisation.representative',
  'organisation.address',
] as const;

/** What people read: a label, a title. */
export const Label = z.string().regex(/\S/).max(1000);

const FormOption = z.strictObject({ value: z.string().regex(/^[a-z0-9][A-Za-z0-9-]{0,49}$/), label: Label });

export const FormField = z.strictObject({
  /** The input's name; also the property of the answers. */
  name: z.string().regex(/^[a-z][A-Za-z0-9]{0,49}$/),
  kind: z.enum(fieldKinds),
  label: Label,
  hint: z.string().min(1).max(2000).exactOptional(),
  required: z.boolean(),
  /** Of choice and choices. */
  options: z.array(FormOption).min(2).max(60).readonly().exactOptional(),
  /** About earlier fields of the same page. */
  showIf: Condition.exactOptional(),
  prefill: z.enum(prefillSources).exactOptional(),
  /** Of file: the number of the material in the item. */
  material: z.int().positive().exactOptional(),
  /** Of file: how the item needs the material. */
  need: z.enum(['required', 'conditional', 'optional', 'deferrable']).exactOptional(),
  /** Of file: what makes uploading unnecessary; such a material is never demanded. */
  replacedBy: z.strictObject({ kind: z.enum(['eLicense', 'dataCheck']), name: z.string() }).exactOptional(),
  autocomplete: z.string().exactOptional(),
  inputmode: z.enum(['text', 'numeric', 'decimal', 'tel']).exactOptional(),
  /** Of text and textarea, in characters as people count them (code points). */
  maxLength: z.int().positive().max(10_000).exactOptional(),
  /** Of text: a whole-text regular expression for numbers and codes; the hint says in words what is expected. */
  pattern: z
    .string()
    .regex(/^\^.*\$$/)
    .refine((pattern) => readPattern(pattern) !== undefined)
    .exactOptional(),
  /** Of money, in 分. */
  min: z.int().nonnegative().exactOptional(),
  max: z.int().positive().exactOptional(),
});

export type FieldKind = (typeof fieldKinds)[number];
export type PrefillSource = (typeof prefillSources)[number];
export type FormField = Readonly<z.output<typeof FormField>>;
