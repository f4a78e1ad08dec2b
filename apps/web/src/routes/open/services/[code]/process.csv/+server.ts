import { mapCsv, openProcess } from '#analytics';
import { notFound, translator } from '#kernel';
import { saved } from '#lib/proof/saved.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params: { code }, url }) => {
  const process = await openProcess(locals.app.db, code, url.searchParams.get('map'));
  if (process.shown === undefined) throw notFound();
  const body = mapCsv(process, translator(locals.locale));
  return saved({ name: `process-${process.item}.csv`, type: 'text/csv; charset=utf-8', body });
};
