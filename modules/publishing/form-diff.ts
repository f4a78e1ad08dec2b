import type { FormSketch, SketchField, SketchPage } from '#forms';

/** A page or a field of a form that is another than before. */
export interface FormChange {
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  readonly part: 'title' | 'page' | 'field';
  /** What people read of it; of a field with the title of its page. */
  readonly label: string;
  /** What of it is another, by the names of its properties. */
  readonly facts: readonly { readonly name: string; readonly before: string; readonly after: string }[];
}

/** What is another between two forms: pages by their ids, fields by their names. */
export function formDiff(before: FormSketch, after: FormSketch): readonly FormChange[] {
  const title: readonly FormChange[] =
    before.title === after.title
      ? []
      : [{ kind: 'changed', part: 'title', label: after.title, facts: factsOf(before, after, ['title']) }];
  return [
    ...title,
    ...compare(pagesOf(before), pagesOf(after), 'page'),
    ...compare(fieldsOf(before), fieldsOf(after), 'field'),
  ];
}

interface Listed {
  readonly key: string;
  readonly label: string;
  /** Where it stands: what comes before it, and in which page. */
  readonly place: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

function pagesOf({ pages }: FormSketch): readonly Listed[] {
  return pages.map(({ fields: _, ...page }: SketchPage, at) => ({
    key: page.id,
    label: page.title,
    place: pages[at - 1]?.id ?? '',
    properties: page,
  }));
}

function fieldsOf({ pages }: FormSketch): readonly Listed[] {
  return pages.flatMap(({ id, title, fields }) =>
    fields.map((field: SketchField, at) => ({
      key: field.name,
      label: `${title} · ${field.label}`,
      place: `${id} ${fields[at - 1]?.name ?? ''}`,
      properties: field,
    })),
  );
}

function compare(before: readonly Listed[], after: readonly Listed[], part: FormChange['part']): readonly FormChange[] {
  const [was, is] = [new Map(before.map((one) => [one.key, one])), new Map(after.map((one) => [one.key, one]))];
  const removed = before.filter(({ key }) => !is.has(key));
  return [
    ...removed.map(({ label }): FormChange => ({ kind: 'removed', part, label, facts: [] })),
    ...after.flatMap((one): readonly FormChange[] => {
      const old = was.get(one.key);
      if (old === undefined) return [{ kind: 'added', part, label: one.label, facts: [] }];
      const facts = factsOf(old.properties, one.properties);
      if (facts.length > 0) return [{ kind: 'changed', part, label: one.label, facts }];
      return hasMoved(one, old, { was, is }) ? [{ kind: 'moved', part, label: one.label, facts }] : [];
    }),
  ];
}

interface Both {
  readonly was: ReadonlyMap<string, Listed>;
  readonly is: ReadonlyMap<string, Listed>;
}

/** Whether it stands behind another one than before, and that one has not just come or gone. */
function hasMoved({ place }: Listed, { place: old }: Listed, { was, is }: Both): boolean {
  const [page, last] = split(place);
  const [oldPage, oldLast] = split(old);
  if (page !== oldPage) return true;
  return last !== oldLast && (last === '' || was.has(last)) && (oldLast === '' || is.has(oldLast));
}

function split(place: string): readonly [page: string, last: string] {
  const at = place.lastIndexOf(' ');
  return at < 0 ? ['', place] : [place.slice(0, at), place.slice(at + 1)];
}

function factsOf(
  before: object,
  after: object,
  names: readonly string[] = [...new Set([...Object.keys(before), ...Object.keys(after)])],
): FormChange['facts'] {
  const say = (of: object, name: string) => spoken((of as Record<string, unknown>)[name]);
  return names
    .map((name) => ({ name, before: say(before, name), after: say(after, name) }))
    .filter((fact) => fact.before !== fact.after);
}

function spoken(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(spoken).join('、');
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  // Whoever kept it may have put the names into another order.
  return Object.entries(value)
    .toSorted(([one], [other]) => (one < other ? 1 : -1))
    .map(([name, part]) => (name === 'value' || name === 'label' ? spoken(part) : `${name}: ${spoken(part)}`))
    .join(' ');
}
