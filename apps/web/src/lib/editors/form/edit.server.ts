import { conditionFor, type FormSketch, type SketchEdit, type SketchField, type SketchPage } from '#forms';
import { many, one, type Typed } from '#lib/ui/work/attempt.server.ts';
import { AWAITED } from './shown.ts';

/** `do` of a button: what is done, and where: `move-field 0 2 -1`. */
export function editIn(typed: Typed, form: FormSketch): unknown {
  const [act = '', ...places] = one(typed, 'do').split(' ');
  const [page = 0, field = 0] = places.map(Number);
  switch (act) {
    case 'title':
      return { do: act, title: one(typed, 'title').trim() } satisfies SketchEdit;
    case 'add-page':
      return { do: act, title: one(typed, 'newPage').trim() } satisfies SketchEdit;
    case 'add-field':
      return { do: act, page, kind: one(typed, 'newKind'), label: one(typed, 'newLabel').trim() } satisfies SketchEdit;
    case 'page':
      return { do: act, page, to: pageIn(typed, form.pages[page], form) } satisfies SketchEdit;
    case 'field':
      return { do: act, page, field, to: fieldIn(typed, form.pages[page]?.fields[field], form) };
    case 'move-page':
      return { do: act, page, by: field };
    case 'move-field':
      return { do: act, page, field, by: Number(places[2]) };
    default:
      return { do: act, page, ...(places.length > 1 ? { field } : {}) };
  }
}

function pageIn(typed: Typed, before: SketchPage | undefined, form: FormSketch): Omit<SketchPage, 'fields'> {
  const intro = one(typed, 'intro').trim();
  return {
    id: one(typed, 'id').trim(),
    title: one(typed, 'title').trim(),
    ...(intro === '' ? {} : { intro }),
    ...showIfIn(typed, before?.showIf, form),
  };
}

/** Texts of a field that are left out where they are empty. */
const TEXTS = ['hint', 'prefill', 'need', 'pattern', 'autocomplete', 'inputmode'] as const;
/** Whole numbers, in the unit that people type: 元 for money. */
const NUMBERS = [
  ['material', 1],
  ['maxLength', 1],
  ['min', 100],
  ['max', 100],
] as const;

function fieldIn(typed: Typed, before: SketchField | undefined, form: FormSketch): unknown {
  const kind = one(typed, 'kind');
  const texts = TEXTS.map((name) => [name, one(typed, name).trim()] as const).filter(([, value]) => value !== '');
  const numbers = NUMBERS.map(([name, unit]) => [name, numberIn(one(typed, name), unit)] as const);
  const options = optionsIn(one(typed, 'options'));
  return {
    name: one(typed, 'name').trim(),
    kind,
    label: one(typed, 'label').trim(),
    required: one(typed, 'required') === 'yes',
    ...Object.fromEntries(texts),
    ...Object.fromEntries(numbers.filter(([, value]) => value !== undefined)),
    ...(options.length === 0 ? {} : { options }),
    ...(kind === 'file' && before?.replacedBy !== undefined ? { replacedBy: before.replacedBy } : {}),
    ...showIfIn(typed, before?.showIf, form),
  };
}

/** A number as typed times its unit; what is no number stays what it is, to be refused with its place. */
function numberIn(text: string, unit: number): number | string | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  return /^\d{1,12}(?:\.\d{1,2})?$/.test(typed) ? Math.round(Number(typed) * unit) : typed;
}

/** One option a line: its code, a blank, and what people read. */
function optionsIn(lines: string): readonly { readonly value: string; readonly label: string }[] {
  return lines
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [value = '', ...label] = line.split(/\s+/);
      return { value, label: label.join(' ') };
    });
}

function showIfIn(typed: Typed, before: SketchPage['showIf'], form: FormSketch): Pick<SketchPage, 'showIf'> {
  // A condition that this page cannot show is not the page's to change.
  if (one(typed, 'keepCondition') === 'yes') return before === undefined ? {} : { showIf: before };
  const awaited = Object.fromEntries(
    Object.keys(typed)
      .filter((name) => name.startsWith(AWAITED))
      .map((name) => [name.slice(AWAITED.length), many(typed, name)]),
  );
  const fields = form.pages.flatMap((page) => page.fields);
  const showIf = conditionFor(awaited, fields);
  return showIf === undefined ? {} : { showIf };
}
