import { officerOf } from '#identity';
import { notFound } from '#kernel';
import { changeView } from '#publishing';
import type { RequestHandler } from './$types';

/** The route of a change as a file for any editor of BPMN. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const { change } = await changeView(locals.app, officerOf(locals.viewer, 'bureau'), params.id);
  if (change.parts.route === undefined) throw notFound();
  return new Response(change.parts.route, {
    headers: {
      'content-type': 'application/xml; charset=utf-8',
      'content-disposition': `attachment; filename="${change.item}.bpmn"`,
    },
  });
};
