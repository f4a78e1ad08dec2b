import { redirect } from '@sveltejs/kit';
import { localPath } from '#kernel';
import type { RequestHandler } from './$types';

const A_YEAR = 365 * 24 * 3600;

/** 长辈版 is a cookie, not another site. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
  const form = await request.formData();
  const next = localPath(form.get('next'), url.origin) ?? '/';
  const secure = url.protocol === 'https:';
  if (form.get('elder') === '1') cookies.set('tb_elder', '1', { path: '/', maxAge: A_YEAR, httpOnly: true, secure });
  else cookies.delete('tb_elder', { path: '/', secure });
  redirect(303, next);
};
