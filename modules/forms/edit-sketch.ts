import { z } from 'zod';
import { SketchField, SketchPage, type FormSketch } from './sketch.ts';

const place = z.int().min(0).max(1000);
const by = z.literal([-1, 1]);

/** One stroke at a form that is being written. Places are counted from 0; one that is not there changes nothing. */
export const SketchEdit = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('title'), title: z.string().max(500) }),
  z.strictObject({ do: z.literal('add-page'), title: z.string().max(1000) }),
  z.strictObject({ do: z.literal('page'), page: place, to: SketchPage.omit({ fields: true }) }),
  z.strictObject({ do: z.literal('move-page'), page: place, by }),
  z.strictObject({ do: z.literal('remove-page'), page: place }),
  z.strictObject({
    do: z.literal('add-field'),
    page: place,
    kind: z.string().max(30),
    label: z.string().max(1000),
  }),
  z.strictObject({ do: z.literal('field'), page: place, field: place, to: SketchField }),
  z.strictObject({ do: z.literal('move-field'), page: place, field: place, by }),
  z.strictObject({ do: z.literal('remove-field'), page: place, field: place }),
]);

export type SketchEdit = Readonly<z.output<typeof SketchEdit>>;

export function editSketch(sketch: FormSketch, edit: SketchEdit): FormSketch {
  if (edit.do === 'title') return { ...sketch, title: edit.title };
  return { ...sketch, pages: editPages(sketch, edit) };
}

function editPages(sketch: FormSketch, edit: Exclude<SketchEdit, { do: 'title' }>): readonly SketchPage[] {
  const { pages } = sketch;
  switch (edit.do) {
    case 'add-page':
      return [...pages, { id: fresh('page', new Set(pages.map(({ id }) => id)), '-'), title: edit.title, fields: [] }];
    case 'page':
      return pages.map((page, at) => (at === edit.page ? { ...edit.to, fields: page.fields } : page));
    case 'move-page':
      return moved(pages, edit.page, edit.by);
    case 'remove-page':
      return pages.filter((_, at) => at !== edit.page);
    default:
      return pages.map((page, at) => (at === edit.page ? { ...page, fields: editFields(sketch, page, edit) } : page));
  }
}

type FieldEdit = Extract<SketchEdit, { do: 'add-field' | 'field' | 'move-field' | 'remove-field' }>;

function editFields(sketch: FormSketch, { fields }: SketchPage, edit: FieldEdit): readonly SketchField[] {
  if (edit.do === 'add-field') return [...fields, newField(sketch, edit)];
  if (edit.do === 'move-field') return moved(fields, edit.field, edit.by);
  if (edit.do === 'remove-field') return fields.filter((_, at) => at !== edit.field);
  return fields.map((field, at) => (at === edit.field ? edit.to : field));
}

const TWO_OPTIONS = [
  { value: 'a', label: '' },
  { value: 'b', label: '' },
] as const;

/** A field with what its kind cannot be without; what only people can know is left to be asked for. */
function newField({ pages }: FormSketch, { kind, label }: Extract<SketchEdit, { do: 'add-field' }>): SketchField {
  const names = new Set(pages.flatMap(({ fields }) => fields.map(({ name }) => name)));
  const chooses = kind === 'choice' || kind === 'choices';
  return {
    name: fresh('field', names, ''),
    kind,
    label,
    required: kind !== 'file',
    ...(chooses ? { options: TWO_OPTIONS } : {}),
    ...(kind === 'file' ? { need: 'optional' } : {}),
  };
}

function fresh(stem: string, taken: ReadonlySet<string>, between: string): string {
  for (let no = taken.size + 1; ; no += 1) {
    const name = `${stem}${between}${no}`;
    if (!taken.has(name)) return name;
  }
}

function moved<Part>(parts: readonly Part[], at: number, by: -1 | 1): readonly Part[] {
  const [one, other] = [parts[at], parts[at + by]];
  if (one === undefined || other === undefined) return parts;
  return parts.map((part, place) => (place === at ? other : place === at + by ? one : part));
}
