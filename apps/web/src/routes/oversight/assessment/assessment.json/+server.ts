import { assessmentJson, assessments } from '#analytics';
import { officerOf } from '#identity';
import { notFound, translator } from '#kernel';
import { saved } from '#lib/proof/saved.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url }) => {
  officerOf(locals.viewer, 'bureau', 'supervisor');
  const { shown } = await assessments(locals.app.db, url.searchParams.get('number'));
  if (shown === undefined) throw notFound();
  const body = assessmentJson(shown, translator(locals.locale));
  return saved({ name: `assessment-${shown.number}.json`, type: 'application/json', body });
};
