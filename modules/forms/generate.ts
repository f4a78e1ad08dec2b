import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { FormDefinition } from './definition.ts';
import type { FormField } from './field.ts';
import type { Capacity, FormSource, MaterialSource } from './form-source.ts';
import { FormPage } from './page.ts';
import { schemaFor } from './schema-for.ts';

const Parts = z.strictObject({
  capacity: FormPage,
  person: FormPage,
  organisation: FormPage,
  reason: FormPage,
  delivery: FormPage,
  materials: z.strictObject({
    id: z.string(),
    title: z.string(),
    titlePart: z.string(),
    /** Notes of the catalogue that say a material comes another way: taken at the counter, confirmed online. */
    elsewhere: z.array(z.string()),
    hints: z.record(
      z.enum(['conditional', 'optional', 'deferrable', 'eLicense', 'dataCheck', 'elsewhere']),
      z.string(),
    ),
  }),
});
type Parts = z.output<typeof Parts>;

const FILE = new URL('definitions/generated.json', import.meta.url);
const LABEL = 500;
const FILES_A_PAGE = 5;
const NATURAL_PERSON = '1';
const COURIER = '4';

let parts: Parts | undefined;

/**
 * The form of an item that has none of its own: who applies, what for, how to get the result, and its materials, at
 * most five a page. The same item and capacity always give the same form.
 * @param capacity as who the viewer applies, if that is known; else an item for both asks.
 */
export function generateForm({ id, elements }: FormSource, capacity?: Capacity): FormDefinition {
  parts ??= Parts.parse(JSON.parse(readFileSync(FILE, 'utf8')));
  const pages = [
    ...applicantPages(parts, elements.subjects, capacity),
    parts.reason,
    ...(canBeMailed(elements) ? [parts.delivery] : []),
    ...materialPages(parts.materials, elements.materials),
  ];
  const layout = { pages };
  return { id, title: elements.name, schema: schemaFor(layout), layout };
}

/** The capacities in which an item can be applied for; both if the item does not say. */
export function capacitiesOf(subjects: readonly string[]): readonly Capacity[] {
  const person = subjects.length === 0 || subjects.includes(NATURAL_PERSON);
  const organisation = subjects.length === 0 || subjects.some((subject) => subject !== NATURAL_PERSON);
  return [...(person ? ['person' as const] : []), ...(organisation ? ['organisation' as const] : [])];
}

function canBeMailed({ mailResult, express, handleForms = [] }: FormSource['elements']): boolean {
  return mailResult ?? (express === true || handleForms.includes(COURIER));
}

function applicantPages(
  { capacity: question, person, organisation }: Parts,
  subjects: readonly string[],
  viewer: Capacity | undefined,
): readonly FormPage[] {
  const possible = capacitiesOf(subjects);
  const decided = possible.length === 1 ? possible[0] : viewer;
  if (decided !== undefined) return [decided === 'person' ? person : organisation];
  return [
    question,
    { ...person, showIf: { field: 'capacity', equals: 'person' } },
    { ...organisation, showIf: { field: 'capacity', equals: 'organisation' } },
  ];
}

function materialPages(texts: Parts['materials'], materials: readonly MaterialSource[]): readonly FormPage[] {
  const fields = materials
    .filter(({ systemGenerated }) => systemGenerated !== true)
    .map((material) => fileField(texts, material));
  const count = Math.ceil(fields.length / FILES_A_PAGE);
  return Array.from({ length: count }, (_, at) => ({
    id: count === 1 ? texts.id : `${texts.id}-${at + 1}`,
    title: count === 1 ? texts.title : fill(texts.titlePart, { part: String(at + 1), parts: String(count) }),
    fields: fields.slice(at * FILES_A_PAGE, (at + 1) * FILES_A_PAGE),
  }));
}

function fileField({ hints, elsewhere }: Parts['materials'], material: MaterialSource): FormField {
  const { no, name, need, note, replacedBy } = material;
  const comesAnotherWay = elsewhere.includes(note ?? '');
  const explained = [
    ...(replacedBy ? [fill(hints[replacedBy.kind], { name: replacedBy.name })] : []),
    ...(!replacedBy && comesAnotherWay ? [hints.elsewhere] : []),
    ...(!replacedBy && !comesAnotherWay && need !== 'required' ? [hints[need]] : []),
    ...(note ? [note] : []),
  ];
  return {
    name: `material${no}`,
    kind: 'file',
    label: [...name.trim()].slice(0, LABEL).join(''),
    required: need === 'required' && !replacedBy && !comesAnotherWay,
    material: no,
    need,
    ...(explained.length === 0 ? {} : { hint: explained.join('\n') }),
    ...(replacedBy ? { replacedBy: { kind: replacedBy.kind, name: replacedBy.name } } : {}),
  };
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
}
