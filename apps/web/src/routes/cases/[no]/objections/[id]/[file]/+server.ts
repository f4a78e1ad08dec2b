import { objectionFile } from '#cases';
import { residentOf } from '#identity';
import { saved } from '#lib/proof/saved.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
  const { no, id: objection, file } = params;
  const found = await objectionFile(locals.app, residentOf(locals.viewer), { no, objection, file });
  return found.name === 'checkpoint'
    ? saved({ name: `${found.no}.checkpoint`, type: 'text/plain; charset=utf-8', body: found.body })
    : saved({ name: `${found.no}-${file}.evidence.json`, type: 'application/json', body: found.body });
};
