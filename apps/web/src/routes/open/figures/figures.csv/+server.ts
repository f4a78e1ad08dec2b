import { everyMonth, figuresCsv } from '#analytics';
import { saved } from '#lib/proof/saved.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) => {
  const body = figuresCsv(await everyMonth(locals.app.db));
  return saved({ name: 'figures.csv', type: 'text/csv; charset=utf-8', body });
};
