import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { Paper } from './paper.ts';
import { press } from './press.ts';
import { t } from './words.ts';

/** What a person types into a field of this name or, failing that, of this kind. */
export type Typed = Readonly<Record<string, string>>;

const byKind: Typed = {
  phone: '13887001234',
  date: '2026-11-20',
  decimal: '86',
  numeric: '6',
  text: '张蔚',
};

/** From the first step to the page where everything is checked, answering whatever is asked. */
export async function fillIn(page: Page, paper: Paper, typed: Typed = {}): Promise<void> {
  await press(page, page.locator('ol.steps a').first());
  for (let steps = 0; !page.url().endsWith('/check'); steps += 1) {
    assert.ok(steps < 30, `the form does not end: ${page.url()}`);
    await attachPapers(page, paper);
    await chooseRegions(page);
    await answerAll(page, typed);
    await press(page, page.getByRole('button', { name: t('filing.page.next'), exact: true }));
    assert.deepEqual(await page.locator('.problems li').allTextContents(), [], page.url());
  }
}

/** A file for every material of this page that has none. */
export async function attachPapers(page: Page, paper: Paper): Promise<void> {
  const empty = page.locator('.upload');
  const places = await empty.count();
  for (let at = 0; at < places; at += 1) await attach(page, empty.nth(at), paper);
}

export async function attach(page: Page, upload: Locator, paper: Paper): Promise<void> {
  await upload.locator('input[type=file]').setInputFiles(paper);
  await press(page, upload.getByRole('button', { name: t('filing.file.upload'), exact: true }));
  await page.getByRole('link', { name: paper.name }).first().waitFor();
}

/** Every address down to the village, one level after another. */
async function chooseRegions(page: Page): Promise<void> {
  for (const address of await page.locator('.address').all()) {
    const deeper = address.getByRole('button', { name: t('filing.address.more') });
    for (let level = 0; (await address.locator('select').last().inputValue()) === ''; level += 1) {
      assert.ok(level < 5, `the levels of an address do not end: ${page.url()}`);
      await address.locator('select').last().selectOption({ index: 1 });
      if ((await deeper.count()) > 0) await press(page, deeper);
    }
  }
}

/** Every question of this page that has no answer yet. */
async function answerAll(page: Page, typed: Typed): Promise<void> {
  for (const group of await page.locator('fieldset.form-field .choices').all()) {
    const options = group.locator('input');
    const name = (await options.first().getAttribute('name')) ?? '';
    if ((await group.locator('input:checked').count()) > 0) continue;
    const wanted = typed[name];
    await (wanted === undefined ? options.first() : group.locator(`input[value="${wanted}"]`)).check();
  }
  const blanks = page.locator('input[form=page-answers], textarea[form=page-answers]');
  for (const blank of await blanks
    .and(page.locator(':not([type=radio],[type=checkbox],[type=file],[type=hidden])'))
    .all())
    if ((await blank.inputValue()) === '') await blank.fill(await wordsFor(blank, typed));
}

async function wordsFor(blank: Locator, typed: Typed): Promise<string> {
  const [name, kind, keypad, type] = await Promise.all(
    ['name', 'class', 'inputmode', 'type'].map((attribute) => blank.getAttribute(attribute)),
  );
  const known = [name, kind?.split(' ')[0], type === 'date' ? 'date' : undefined, keypad, 'text'];
  for (const one of known) {
    const words = typed[one ?? ''] ?? byKind[one ?? ''];
    if (words !== undefined) return words;
  }
  return '';
}

/** Declares and submits; stands on the confirmation. */
export async function declareAndSubmit(page: Page): Promise<void> {
  await page.locator('#declared').check();
  await page.getByRole('button', { name: t('filing.check.submit') }).click();
  await page.waitForURL(/\/cases\/\w+\?filed/);
}

/** What the confirmation tells: number and query code. */
export async function readReceipt(page: Page): Promise<{ readonly no: string; readonly code: string }> {
  const [no = '', code = ''] = await page.locator('.filed .banner dd').allTextContents();
  assert.match(no, /^LJ\d{12}[0-9A-Z]$/);
  assert.match(code, /^[A-Z2-7]{8}$/);
  return { no, code };
}
