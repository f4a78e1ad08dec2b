import { fail, redirect, type ActionFailure } from '@sveltejs/kit';
import { draftView, saveDraftPage } from '#cases';
import { visibleFields, type FormField } from '#forms';
import { residentOf } from '#identity';
import type { FieldProblem } from '#kernel';
import { filesNotSent, type Typed } from './attempt.server.ts';
import { pageOf, readPosted, type PostedPage } from './drafts.server.ts';
import { forget } from './kept.server.ts';

interface Place {
  readonly draft: string;
  readonly page: string;
}

/**
 * Saves what was typed on a page, whatever it is, and goes on. Only questions that the page showed can have been
 * answered wrongly; those that the answers have just brought up are shown next, without a reproach.
 */
export async function savePage(
  locals: App.Locals,
  { draft, page }: Place,
  typed: Typed,
): Promise<ActionFailure<{ problems: readonly FieldProblem[] }>> {
  const posted = readPosted(typed);
  const here = `/drafts/${draft}/${page}`;
  const { problems, next } = await saveDraftPage(locals.app, residentOf(locals.viewer), {
    draft,
    page,
    input: posted.input,
  });
  await forget(locals, here);
  if (posted.then === 'hub') redirect(303, `/drafts/${draft}`);
  if (posted.then === 'more') redirect(303, here + queryOf(posted));
  const answeredWrongly = [
    ...problems.filter(({ field }) => posted.shown.has(field)),
    ...(await notSent(locals, { draft, page }, typed)),
  ];
  if (answeredWrongly.length > 0) return fail(422, { problems: answeredWrongly });
  if (await bringsMore(locals, { draft, page }, posted)) redirect(303, `${here}${queryOf(posted, 'more')}`);
  return redirect(303, posted.fromCheck || next === 'check' ? `/drafts/${draft}/check` : `/drafts/${draft}/${next}`);
}

/** Whether the answers brought up questions that this page did not show. */
async function bringsMore(locals: App.Locals, place: Place, { shown }: PostedPage): Promise<boolean> {
  const draft = await draftView(locals.app, residentOf(locals.viewer), place.draft);
  return visibleFields(pageOf(draft, place.page), draft.answers).some(({ name }) => !shown.has(name));
}

/** Files that were chosen, but went nowhere: a form sends them only by the button beside them. */
async function notSent(locals: App.Locals, place: Place, typed: Typed): Promise<readonly FieldProblem[]> {
  const places = filesNotSent(typed);
  if (places.length === 0) return [];
  const draft = await draftView(locals.app, residentOf(locals.viewer), place.draft);
  const chosen = ({ material }: FormField) => material !== undefined && places.includes(material);
  return visibleFields(pageOf(draft, place.page), draft.answers)
    .filter(chosen)
    .map(({ name }) => ({ field: name, code: 'filing.file.notSent' }));
}

function queryOf({ fromCheck }: PostedPage, ...marks: readonly string[]): string {
  const query = [...(fromCheck ? ['from=check'] : []), ...marks].join('&');
  return query === '' ? '' : `?${query}`;
}
