import { everyMonth, figuresJson } from '#analytics';
import { saved } from '#lib/proof/saved.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) =>
  saved({ name: 'figures.json', type: 'application/json', body: figuresJson(await everyMonth(locals.app.db)) });
