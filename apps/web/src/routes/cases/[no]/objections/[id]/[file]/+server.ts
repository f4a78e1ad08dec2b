import { objectionFile } from '#cases';
import { residentOf } from '#identity';
import { savedObjectionFile } from '#lib/ui/work/objections/saved.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params: { no, id: objection, file } }) => {
  const resident = residentOf(locals.viewer);
  return savedObjectionFile(await objectionFile(locals.app, resident, { no, objection, file }), file);
};
