import { figuresCsv, openRelease } from '#analytics';
import { saved } from '#lib/proof/saved.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const { release, document } = await openRelease(locals.app.db, params.month, url.searchParams.get('number'));
  const name = `figures-${release.month}-${release.number}.csv`;
  return saved({ name, type: 'text/csv; charset=utf-8', body: figuresCsv([document]) });
};
