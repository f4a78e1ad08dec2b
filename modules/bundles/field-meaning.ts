import type { Condition, FormField, FormPage } from '#forms';

/** Field of a service's form → field of the merged form. */
export type Names = Readonly<Record<string, string>>;

/**
 * Whether two questions are one: of one kind, answered from the same register or called the same, and open to the same
 * answers. Two people who are called alike (经营者 and 收件人) are told apart by when they are asked.
 */
export function sameMeaning(one: FormField, other: FormField): boolean {
  if (one.kind !== other.kind || one.kind === 'file') return false;
  const called = one.prefill === undefined && other.prefill === undefined && one.label === other.label;
  const known = one.prefill !== undefined && one.prefill === other.prefill;
  const choosable = one.options === undefined || (common(one, other)?.length ?? 0) >= FEWEST_OPTIONS;
  return (called || known) && choosable && bounds(one) === bounds(other);
}

const FEWEST_OPTIONS = 2;

function bounds({ pattern, min, max }: FormField): string {
  return JSON.stringify([pattern, min, max]);
}

/** The options that both have: whatever is chosen among them, both services understand. */
function common(one: FormField, other: FormField): FormField['options'] {
  return one.options?.filter(({ value }) => other.options?.some((option) => option.value === value));
}

/** What both questions need: asked if either is, as short as the shorter allows, open to what both understand. */
export function both(one: FormField, other: FormField): FormField {
  const lengths = [one.maxLength, other.maxLength].filter((length) => length !== undefined);
  const options = common(one, other);
  return {
    ...one,
    required: one.required || other.required,
    ...(options === undefined ? {} : { options }),
    ...(lengths.length === 0 ? {} : { maxLength: Math.min(...lengths) }),
  };
}

/** A condition on the merged answers. */
export function renamed(condition: Condition, names: Names): Condition {
  if ('not' in condition) return { not: renamed(condition.not, names) };
  if ('all' in condition) return { all: condition.all.map((part) => renamed(part, names)) };
  if ('any' in condition) return { any: condition.any.map((part) => renamed(part, names)) };
  return { ...condition, field: names[condition.field] ?? condition.field };
}

/** When a field is asked, page and field together, in names of the merged form; undefined: always. */
export function conditionOf(page: FormPage, field: FormField, names: Names): Condition | undefined {
  const parts = [page.showIf, field.showIf].flatMap((part) => (part === undefined ? [] : [renamed(part, names)]));
  return parts.length > 1 ? { all: parts } : parts[0];
}

export function saysTheSame(one: Condition | undefined, other: Condition | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The questions that a condition is about. */
export function askedAbout(condition: Condition | undefined): readonly string[] {
  if (condition === undefined) return [];
  if ('not' in condition) return askedAbout(condition.not);
  if ('all' in condition) return condition.all.flatMap(askedAbout);
  if ('any' in condition) return condition.any.flatMap(askedAbout);
  return [condition.field];
}

const LONGEST = 50;

/** The field's own name where it is free, else with the node's before it. */
export function uniqueName(name: string, node: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  const long = `${node}${name.slice(0, 1).toUpperCase()}${name.slice(1)}`.slice(0, LONGEST);
  return taken.has(long) ? uniqueName(`${long.slice(0, LONGEST - 1)}x`, node, taken) : long;
}
