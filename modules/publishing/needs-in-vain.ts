import type { Db } from '#kernel';
import type { ServiceItem } from '#catalogue';
import type { FormSketch } from '#forms';
import { unitById } from '#identity';
import { EVERYTHING, type NeedToKnow, type Route, type Work } from '#routing';
import { formOf } from './form-of.ts';

interface Said {
  readonly route: Route;
  /** The form that is published with it; absent: the item's own. */
  readonly form: FormSketch | undefined;
}

interface Found {
  readonly code: string;
  readonly element: string;
  readonly detail?: string;
}

/**
 * What a route says of the pages and materials that a department needs, and the form and the item do not have: the
 * department would look at nothing and judge all the same. Of the lead department it may not be said at all, because
 * whoever leads a case sees the whole of it.
 */
export async function needsInVain(db: Db, item: ServiceItem, { route, form }: Said): Promise<readonly Found[]> {
  const needing = route.nodes.flatMap((node) => (node.kind === 'user' && node.work.needs ? [node] : []));
  if (needing.length === 0) return [];
  const pages = form?.pages ?? (await formOf(db, item)).layout.pages;
  const known = new Set(pages.flatMap(({ id, fields }) => [id, ...fields.map(({ name }) => `${id}.${name}`)]));
  const materials = new Set(item.elements.materials.map(({ no }) => no));
  const lead = (await unitById(db, item.unit))?.uscc;
  return needing.flatMap(({ id, work }): readonly Found[] => [
    ...(isOfLead(work, lead) ? [{ code: 'publishing.needs-of-lead', element: id }] : []),
    ...unknownIn(work.needs, { known, materials }).map((problem) => ({ ...problem, element: id })),
  ]);
}

function isOfLead({ department, joint }: Work, lead: string | undefined): boolean {
  return (joint?.departments ?? [department]).every((key) => key === lead);
}

interface Known {
  readonly known: ReadonlySet<string>;
  readonly materials: ReadonlySet<number>;
}

function unknownIn({ pages = [], materials = [] }: NeedToKnow = {}, all: Known): readonly Omit<Found, 'element'>[] {
  const strange = pages === EVERYTHING ? [] : pages.filter((page) => !all.known.has(page));
  const missing = materials === EVERYTHING ? [] : materials.filter((no) => !all.materials.has(no));
  return [
    ...strange.map((detail) => ({ code: 'publishing.needs-unknown-page', detail })),
    ...missing.map((no) => ({ code: 'publishing.needs-unknown-material', detail: String(no) })),
  ];
}
