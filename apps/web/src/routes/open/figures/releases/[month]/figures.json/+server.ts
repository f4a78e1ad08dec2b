import { openRelease, releaseFile } from '#analytics';
import { saved } from '#lib/proof/saved.server.ts';
import type { RequestHandler } from './$types';

/** The very bytes that were published: their digest is the one on the page. */
export const GET: RequestHandler = async ({ locals: { app }, params, url }) => {
  const open = await openRelease(app.db, params.month, url.searchParams.get('number'));
  const { month, number } = open.release;
  const body = new Uint8Array(await releaseFile(app.db, open));
  return saved({ name: `figures-${month}-${number}.json`, type: 'application/json', body });
};
