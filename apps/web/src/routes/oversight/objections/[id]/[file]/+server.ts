import { heardFile } from '#cases';
import { officerOf } from '#identity';
import { savedObjectionFile } from '#lib/ui/work/objections/saved.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params: { id: objection, file } }) => {
  const officer = officerOf(locals.viewer, 'approver', 'bureau', 'supervisor');
  return savedObjectionFile(await heardFile(locals.app, officer, { objection, file }), file);
};
