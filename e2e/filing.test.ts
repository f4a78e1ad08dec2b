import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { closeBrowser, withPage } from '#testing/browser';
import { openCity, type City } from './pages/city.ts';
import { declareAndSubmit, fillIn } from './pages/filing.ts';
import { aPdf } from './pages/paper.ts';
import { press } from './pages/press.ts';
import { as } from './pages/sign-in.ts';
import { t } from './pages/words.ts';

const APPLY = '/services/LJ-GA-002/apply';
let city: City;
before(async () => {
  city = await openCity();
});
after(async () => {
  await closeBrowser();
  await city.close();
});

/** A resident with a new draft, on a phone that runs no script. */
async function withDraft(login: string, work: (page: Page) => Promise<void>): Promise<void> {
  await as({ login, path: '/cases' }, { baseURL: city.origin, script: false, screen: 'phone' }, async (page) => {
    await page.goto(APPLY);
    await press(page, page.getByRole('button', { name: t('filing.apply.start') }));
    await work(page);
  });
}

test('a bad answer stays as it was typed, and the summary leads to its field', async () => {
  await withDraft('zhang-wei', async (page) => {
    await press(page, page.locator('ol.steps a').first());
    await page.locator('#applicantPhone').fill('1234');
    await page.locator('#applicantName').fill('张 蔚');
    await press(page, page.getByRole('button', { name: t('filing.page.next'), exact: true }));

    assert.equal(await page.locator('#applicantPhone').inputValue(), '1234');
    assert.equal(await page.locator('#applicantPhone').getAttribute('aria-invalid'), 'true');
    assert.ok((await page.locator('#applicantName').inputValue()).startsWith('张'));
    await page.locator('.problems a[href="#applicantPhone"]').click();
    assert.match(page.url(), /#applicantPhone$/);
  });
});

test('what was saved on one device goes on from another', async () => {
  let draft = '';
  await withDraft('he-xiuying', async (page) => {
    draft = new URL(page.url()).pathname;
    await press(page, page.locator('ol.steps a').first());
    await page.locator('#applicantPhone').fill('13887001234');
    await press(page, page.getByRole('button', { name: t('filing.page.later') }));
  });
  await as({ login: 'he-xiuying', path: draft }, { baseURL: city.origin }, async (page) => {
    await press(page, page.locator('ol.steps a').first());
    assert.equal(await page.locator('#applicantPhone').inputValue(), '13887001234');
  });
});

test('the back button after submitting leads to the case, not to a form that could be sent again', async () => {
  await withDraft('mu-yulong', async (page) => {
    await fillIn(page, aPdf());
    await declareAndSubmit(page);
    const { pathname } = new URL(page.url());
    await page.goBack();
    assert.equal(new URL(page.url()).pathname, pathname);
  });
});

test('submit pressed twice is one case', async () => {
  await withDraft('yang-amei', async (page) => {
    await fillIn(page, aPdf());
    await page.locator('#declared').check();
    const submit = page.getByRole('button', { name: t('filing.check.submit') });
    await submit.dblclick({ noWaitAfter: true });
    await page.waitForURL(/\/cases\/\w+\?filed/);
    await page.goto('/cases');
    assert.equal(await page.locator('main .no').count(), 1);
  });
});

test('an application that is not declared is not filed, and says so at the box', async () => {
  await withDraft('zhang-wei', async (page) => {
    await fillIn(page, aPdf());
    await press(page, page.getByRole('button', { name: t('filing.check.submit') }));
    await page.locator('.problems a[href="#declared"]').click();
    await press(page, page.getByRole('link', { name: t('filing.page.hub') }));
    assert.equal(await page.locator('.state.todo').count(), 0);
  });
});

test('a stranger is asked to sign in and then sees a page that does not exist', async () => {
  let draft = '';
  await withDraft('zhang-wei', (page) => {
    draft = new URL(page.url()).pathname;
    return Promise.resolve();
  });
  await as({ login: 'yang-amei', path: draft }, { baseURL: city.origin }, async (page) => {
    const strange = await page.locator('main').innerText();
    await page.goto('/drafts/00000000-0000-4000-8000-000000000000');
    assert.equal(await page.locator('main').innerText(), strange);
  });
  await withPage({ baseURL: city.origin }, async (page) => {
    assert.equal((await page.goto('/cases/LJ261122000001G'))?.url().includes('/sign-in'), true);
  });
});
