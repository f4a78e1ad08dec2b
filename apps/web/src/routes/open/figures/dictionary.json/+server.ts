import { dictionaryJson } from '#analytics';
import { translator } from '#kernel';
import { saved } from '#lib/proof/saved.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals }) =>
  saved({ name: 'figures-dictionary.json', type: 'application/json', body: dictionaryJson(translator(locals.locale)) });
