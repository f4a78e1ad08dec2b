import type { Page } from 'playwright-core';
import type { Visit } from '#testing/browser';
import { press } from './press.ts';
import { as } from './sign-in.ts';
import { t } from './words.ts';

/** An officer at the desk. */
export async function atDesk<T>(login: string, visit: Visit, work: (page: Page) => Promise<T>): Promise<T> {
  return as({ login, path: '/desk' }, visit, work);
}

/** Takes what comes next, and tells which case it is. A queue in which submissions are under way asks to try again. */
export async function takeNext(page: Page): Promise<string> {
  do {
    await press(page, page.getByRole('button', { name: t('desk.takeNext') }));
  } while (page.url().endsWith('queue.settling'));
  await page.waitForURL(/\/desk\/cases\/\w+$/);
  return page.url().split('/').at(-1) ?? '';
}

export async function accept(page: Page): Promise<void> {
  await page.getByRole('button', { name: t('desk.act.accept.do') }).click();
  await done(page);
}

/** Asks once for a better copy of the first material, and for something in words. */
export async function requestSupplement(page: Page, texts: readonly [string, string]): Promise<void> {
  const form = await unfolded(page, 'request-supplement');
  await form.locator('[name=material]').first().check();
  await form.locator('[name^=text-]').first().fill(texts[0]);
  await form.locator('[name=free-1]').fill(texts[1]);
  await form.locator('button.primary, button.danger').click();
  await done(page);
}

export async function pass(page: Page, opinion: string): Promise<void> {
  const form = await unfolded(page, 'pass');
  await form.getByLabel('同意', { exact: true }).check();
  await form.locator('[name=opinion]').fill(opinion);
  await form.locator('button.primary, button.danger').click();
  await done(page);
}

export async function grant(page: Page, { reason, article }: Readonly<Record<'reason' | 'article', string>>) {
  const form = await unfolded(page, 'decide');
  await form.locator('[name=granted][value=yes]').check();
  await form.locator('[name=reason]').fill(reason);
  await form.locator('[name=article]').fill(article);
  await form.locator('button.primary, button.danger').click();
  await done(page);
}

/** Decides against it, with reason and article. */
export async function deny(page: Page, { reason, article }: Readonly<Record<'reason' | 'article', string>>) {
  const form = await unfolded(page, 'decide');
  await form.locator('[name=granted][value=no]').check();
  await form.locator('[name=reason]').fill(reason);
  await form.locator('[name=article]').fill(article);
  await form.locator('button.primary, button.danger').click();
  await done(page);
}

/** Does not accept it, with reason and what the applicant can do. */
export async function refuse(page: Page, { reason, remedy }: Readonly<Record<'reason' | 'remedy', string>>) {
  const form = await unfolded(page, 'refuse');
  await form.locator('[name=reason]').fill(reason);
  await form.locator('[name=remedy]').fill(remedy);
  await form.locator('button.primary, button.danger').click();
  await done(page);
}

export async function deliver(page: Page): Promise<void> {
  const form = await unfolded(page, 'deliver');
  await form.locator('[name=method][value=electronic]').check();
  await form.locator('button.primary, button.danger').click();
  await done(page);
}

/** The form of an act, opened if it is folded. */
async function unfolded(page: Page, act: string) {
  const fold = page.locator('details', { has: page.locator(`form[action="?/${act}"]`) });
  if ((await fold.getAttribute('open')) === null) await fold.locator('summary').first().click();
  return page.locator(`form[action="?/${act}"]`);
}

async function done(page: Page): Promise<void> {
  await page.waitForURL(/\/desk\?done=/);
}
