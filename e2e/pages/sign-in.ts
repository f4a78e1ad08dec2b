import type { Page } from 'playwright-core';
import { withPage, type Visit } from '#testing/browser';
import { t } from './words.ts';

/** Everybody's in the sample city. */
const PASSWORD = 'tongban-demo';

/** Signs in on the page that asks for it, and returns on the page that was wanted. */
export async function signInHere(page: Page, login: string): Promise<void> {
  await page.getByLabel(t('signin.login'), { exact: true }).fill(login);
  await page.getByLabel(t('signin.password'), { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: t('signin.go'), exact: true }).click();
}

/** A visit by somebody who is signed in and stands at `path`. */
export async function as<T>(
  { login, path }: { readonly login: string; readonly path: string },
  visit: Visit,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  return withPage(visit, async (page) => {
    await page.goto(path);
    await signInHere(page, login);
    await page.waitForURL((url) => url.pathname === path);
    return work(page);
  });
}
