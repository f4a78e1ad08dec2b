import { redirect } from '@sveltejs/kit';
import { noOfDraft } from '#bundles';
import { DraftSubmitted, draftView, type DraftView } from '#cases';
import {
  addressLevels,
  readPage,
  visibleFields,
  visiblePages,
  type AddressLevel,
  type FormField,
  type FormPage,
} from '#forms';
import { residentOf } from '#identity';
import { notFound } from '#kernel';
import { many, one, type Typed } from './attempt.server.ts';
import type { KeptAct } from './kept.ts';

/** The sample city: most addresses asked for here lie in it, and one that does not is two choices away. */
const HOME = '530700';

/** A draft for its pages; one that has been submitted goes on to its case, also by the back button. */
export async function openDraft(locals: App.Locals, id: string): Promise<DraftView> {
  try {
    return await draftView(locals.app, residentOf(locals.viewer), id);
  } catch (error) {
    if (error instanceof DraftSubmitted) redirect(303, `/cases/${error.shortNo}`);
    const bundle = await noOfDraft(locals.app.db, residentOf(locals.viewer), id);
    if (bundle !== undefined) redirect(303, `/bundles/applications/${bundle}`);
    throw error;
  }
}

/** Which page takes the files of which material. */
export function pageOfMaterial({ form, answers }: DraftView): Readonly<Record<number, string>> {
  return Object.fromEntries(
    visiblePages(form, answers).flatMap((page) =>
      visibleFields(page, answers).flatMap(({ material }) => (material === undefined ? [] : [[material, page.id]])),
    ),
  );
}

/** A page of a draft that these answers lead to; the hub if they no longer do. */
export function pageOf({ id, form, answers }: DraftView, page: string): FormPage {
  if (!form.layout.pages.some((known) => known.id === page)) throw notFound();
  return visiblePages(form, answers).find((visible) => visible.id === page) ?? redirect(303, `/drafts/${id}`);
}

/** The draft as its page would be with what was typed there and not saved. */
export function withKept(draft: DraftView, page: FormPage, kept: KeptAct | undefined): DraftView {
  if (kept === undefined) return draft;
  const { answers } = readPage(draft.form, page.id, kept.typed);
  const same = ([name]: [string, unknown]) =>
    JSON.stringify(answers[name] ?? draft.answers[name]) === JSON.stringify(draft.answers[name]);
  return {
    ...draft,
    answers: { ...draft.answers, ...answers },
    provenance: Object.fromEntries(Object.entries(draft.provenance).filter(same)),
  };
}

/** The selects of every address on a page. */
export function levelsOf(
  fields: readonly FormField[],
  { answers }: DraftView,
): Readonly<Record<string, readonly AddressLevel[]>> {
  return Object.fromEntries(
    fields
      .filter(({ kind }) => kind === 'address')
      .map((field) => [field.name, addressLevels(regionOf(answers[field.name]) || (field.required ? HOME : ''))]),
  );
}

function regionOf(answer: DraftView['answers'][string] | undefined): string {
  return typeof answer === 'object' && 'region' in answer ? answer.region : '';
}

/** What was posted with a page: its answers, which questions it showed, and where to go on. */
export interface PostedPage {
  readonly input: Typed;
  readonly shown: ReadonlySet<string>;
  readonly then: string;
  readonly fromCheck: boolean;
}

export function readPosted(typed: Typed): PostedPage {
  return {
    input: Object.fromEntries(Object.entries(typed).filter(([name]) => !name.startsWith('_'))),
    shown: new Set(one(typed, '_shown').split(' ')),
    then: many(typed, '_then')[0] ?? 'next',
    fromCheck: one(typed, '_from') === 'check',
  };
}
