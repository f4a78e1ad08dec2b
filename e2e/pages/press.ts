import type { Locator, Page } from 'playwright-core';

/** Presses what leads to another page, and waits until that page is there. */
export async function press(page: Page, what: Locator): Promise<void> {
  await Promise.all([page.waitForEvent('domcontentloaded'), what.click()]);
}
