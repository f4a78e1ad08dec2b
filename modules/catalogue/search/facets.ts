import type { ServiceItem } from '../service-item.ts';

/** What narrows a search down; the values that a facet lists. */
export interface Filters {
  /** Credit code of the department. */
  readonly dept?: string | undefined;
  readonly topic?: string | undefined;
  /** Code of 服务对象, 1 to 6. */
  readonly subject?: string | undefined;
}

export interface FacetValue {
  readonly value: string;
  /** Name of a department or topic; for subjects the sentence `catalogue.subject.<value>`. */
  readonly name: string;
  /** Hits with this value, were it chosen: items of one 基本编码 count once. */
  readonly count: number;
  readonly chosen: boolean;
}

export interface Facets {
  readonly departments: readonly FacetValue[];
  readonly topics: readonly FacetValue[];
  readonly subjects: readonly FacetValue[];
}

type Named = readonly [value: string, name: string];

const VALUES: Readonly<Record<keyof Filters, (item: ServiceItem) => readonly Named[]>> = {
  dept: ({ elements: { agency } }) => [[agency.uscc, agency.name]],
  topic: ({ elements: { topics } }) => topics.map((topic) => [topic, topic]),
  subject: ({ elements: { subjects } }) => subjects.map((subject) => [subject, subject]),
};

export function passes(item: ServiceItem, filters: Filters): boolean {
  return passesAllBut(undefined, item, filters);
}

/** Each facet counts what its own choice would give, so it looks past its own filter but not past the others. */
export function facetsOf(items: readonly ServiceItem[], filters: Filters): Facets {
  return {
    departments: count('dept', items, filters),
    topics: count('topic', items, filters),
    subjects: count('subject', items, filters).toSorted((a, b) => (a.value < b.value ? -1 : 1)),
  };
}

function count(facet: keyof Filters, items: readonly ServiceItem[], filters: Filters): readonly FacetValue[] {
  const groups = new Map<string, { readonly name: string; readonly members: Set<string> }>();
  for (const item of items) {
    if (!passesAllBut(facet, item, filters)) continue;
    for (const [value, name] of VALUES[facet](item)) {
      const group = groups.get(value) ?? { name, members: new Set<string>() };
      group.members.add(item.elements.catalogCode);
      groups.set(value, group);
    }
  }
  return [...groups]
    .map(([value, { name, members }]) => ({ value, name, count: members.size, chosen: filters[facet] === value }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

function passesAllBut(facet: keyof Filters | undefined, item: ServiceItem, filters: Filters): boolean {
  return (['dept', 'topic', 'subject'] as const).every((name) => {
    const wanted = filters[name];
    return name === facet || !wanted || VALUES[name](item).some(([value]) => value === wanted);
  });
}
