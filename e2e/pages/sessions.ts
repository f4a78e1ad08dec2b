import type { Page } from 'playwright-core';
import { SESSION_COOKIE, startSession, type CredentialId } from '#identity';
import { demoPerson } from '../../modules/identity/testing.ts';
import type { City } from './city.ts';

/** The cookie of somebody of the sample city, as if they had just signed in. */
export async function sessionOf({ world }: City, login: string): Promise<string> {
  const { id } = await world.db
    .selectFrom('identity.credential')
    .select('id')
    .where('person_id', '=', await demoPerson(world, login))
    .executeTakeFirstOrThrow();
  return (await startSession(world, { credential: id as CredentialId })).token;
}

/** Makes the page's visitor the owner of a session, or nobody. */
export async function become(page: Page, { origin }: City, token: string | undefined): Promise<void> {
  await page.context().clearCookies({ name: SESSION_COOKIE });
  if (token !== undefined) await page.context().addCookies([{ name: SESSION_COOKIE, value: token, url: origin }]);
}

/** 长辈版, or the usual one. */
export async function setElder(page: Page, { origin }: City, elder: boolean): Promise<void> {
  if (elder) await page.context().addCookies([{ name: 'tb_elder', value: '1', url: origin }]);
}
