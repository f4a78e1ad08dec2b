import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { accept, releaseVanished, takeNext } from '#cases';
import { directoryStore } from '#materials';
import { axeViolations, closeBrowser, withPage } from '#testing/browser';
import { aKey, filedCase, officer, resident, sampleUnits } from '../modules/cases/testing.ts';
import { fillDraft, type Stage } from './pages/applications.ts';
import { openCity, type City } from './pages/city.ts';
import { atDesk, takeNext as take } from './pages/desk.ts';
import { attach } from './pages/filing.ts';
import { aPdf } from './pages/paper.ts';
import { press } from './pages/press.ts';
import { become, sessionOf } from './pages/sessions.ts';
import { signInHere } from './pages/sign-in.ts';
import { t } from './pages/words.ts';

const REASON = '家里有事，先不办了，过完年再来。';
let city: City;
before(async () => {
  city = await openCity();
});
after(async () => {
  await closeBrowser();
  await city.close();
});

/** Every session is as old as if everybody had gone home for the night. */
async function nightFalls(): Promise<void> {
  await city.database.ownerPool.query(
    `update identity.session set started_at = started_at - interval '13 hours', seen_at = seen_at - interval '13 hours',
       expires_at = expires_at - interval '13 hours'`,
  );
}

async function asZhang<T>(path: string, work: (page: Page) => Promise<T>): Promise<T> {
  return withPage({ baseURL: city.origin, script: false, screen: 'phone' }, async (page) => {
    await become(page, city, await sessionOf(city, 'zhang-wei'));
    await page.goto(path);
    return work(page);
  });
}

const withdrawal = (page: Page) => page.locator('form[action="?/withdraw"]');

test('what was typed into a page while the session ran out is back after signing in, and is sent by the next press', async () => {
  const no = await filedCase(city.world, await resident(city.world, 'zhang-wei'));
  await asZhang(`/cases/${no}`, async (page) => {
    await page.locator('.withdraw summary').click();
    await withdrawal(page).locator('textarea').fill(REASON);
    await nightFalls();
    await press(page, withdrawal(page).locator('button'));
    await signInHere(page, 'zhang-wei');
    await page.waitForURL(`**/cases/${no}`);

    await page.getByText(t('work.kept.signed-out')).waitFor();
    assert.equal(await withdrawal(page).locator('textarea').inputValue(), REASON);
    assert.deepEqual(await axeViolations(page), []);
    await press(page, withdrawal(page).locator('button'));
    await page.getByText(t('status.withdrawn')).first().waitFor();
    assert.equal(await page.getByText(t('work.kept.signed-out')).count(), 0);
  });
});

test('whoever else signs in on that device is not shown it', async () => {
  const no = await filedCase(city.world, await resident(city.world, 'zhang-wei'));
  await asZhang(`/cases/${no}`, async (page) => {
    await page.locator('.withdraw summary').click();
    await withdrawal(page).locator('textarea').fill(REASON);
    await nightFalls();
    await press(page, withdrawal(page).locator('button'));
    await signInHere(page, 'he-xiuying');
    await page.waitForURL(`**/cases/${no}`);

    assert.ok(!(await page.content()).includes(REASON));
    await page.getByRole('heading', { name: t('errors.404.title') }).waitFor();
  });
});

test('a page of a form comes back as it was typed, with the questions that the answers bring up', async () => {
  const draft = await fillDraft(stage(), await resident(city.world, 'zhang-wei'), { item: 'LJ-GA-002', until: 1 });
  await asZhang(`/drafts/${draft}/card`, async (page) => {
    await page.locator('[name=reason][value=lost]').check();
    await press(page, page.getByRole('button', { name: t('filing.page.next'), exact: true }));
    await page.locator('[name=lostPlace]').fill('忠义市场门口');
    await nightFalls();
    await press(page, page.getByRole('button', { name: t('filing.page.next'), exact: true }));
    await signInHere(page, 'zhang-wei');
    await page.waitForURL(`**/drafts/${draft}/card`);

    assert.equal(await page.locator('[name=lostPlace]').inputValue(), '忠义市场门口');
    assert.equal(await page.locator('[name=reason][value=lost]').isChecked(), true);
  });
});

test('who had signed out meanwhile reads at once what they had typed', async () => {
  const no = await filedCase(city.world, await resident(city.world, 'zhang-wei'));
  await asZhang(`/cases/${no}`, async (page) => {
    await page.locator('.withdraw summary').click();
    await withdrawal(page).locator('textarea').fill(REASON);
    await become(page, city, undefined);
    await press(page, withdrawal(page).locator('button'));

    await page.getByText(t('errors.typed.signIn')).waitFor();
    assert.equal(await page.locator('.typed').innerText(), REASON);
    assert.deepEqual(await axeViolations(page), []);
  });
});

test('answers beside a file are there after the upload; a file that was chosen and not uploaded is told', async () => {
  const draft = await fillDraft(stage(), await resident(city.world, 'zhang-wei'), { item: 'LJ-SC-005', until: 7 });
  await asZhang(`/drafts/${draft}/rules`, async (page) => {
    await page.locator('[name=rulesBy][value=own]').check();
    await press(page, page.getByRole('button', { name: t('filing.page.next'), exact: true }));
    await attach(page, page.locator('.upload').first(), aPdf('食品安全制度.pdf'));
    assert.equal(await page.locator('[name=rulesBy][value=own]').isChecked(), true);

    await page.locator('.upload input').first().setInputFiles(aPdf('第二份.pdf'));
    await press(page, page.getByRole('button', { name: t('filing.page.next'), exact: true }));
    assert.deepEqual(await page.locator('.problems li').allTextContents(), [t('filing.file.notSent')]);
    assert.deepEqual(await axeViolations(page), []);
  });
});

test('an officer whose task went back to its place reads why, and finds the reason again when it is theirs once more', async () => {
  const visit = { baseURL: city.origin, script: false };
  await filedCase(city.world, await resident(city.world, 'yang-amei'), 'LJ-SC-005');
  await atDesk('clerk-scj', visit, async (page) => {
    const no = await take(page);
    await page.locator('summary', { hasText: t('desk.act.refuse') }).click();
    const form = page.locator('form[action="?/refuse"]');
    await form.locator('[name=reason]').fill('营业执照上的地址与申请的不一致');
    await vanish(no);
    await press(page, form.locator('button.danger'));

    await page.getByRole('heading', { name: t('errors.hand.title') }).waitFor();
    await page.getByText('营业执照上的地址与申请的不一致', { exact: true }).waitFor();
    assert.deepEqual(await axeViolations(page), []);
    await page.getByRole('link', { name: t('errors.toDesk') }).click();
    assert.equal(await take(page), no);
    assert.equal(await form.locator('[name=reason]').inputValue(), '营业执照上的地址与申请的不一致');
    await page.getByText(t('work.kept.not-in-hand')).waitFor();

    await form.locator('[name=reason]').fill('店名也不一致');
    await vanish(no);
    await press(page, form.locator('button[name=fill]').first());
    await page.getByText('店名也不一致', { exact: true }).waitFor();
  });
});

test('an officer whose task another one has taken meanwhile still has the words, complete or not', async () => {
  const visit = { baseURL: city.origin, script: false };
  await filedCase(city.world, await resident(city.world, 'yang-amei'), 'LJ-GA-002');
  await atDesk('clerk-gaj', visit, async (page) => {
    const no = await take(page);
    await page.locator('summary', { hasText: t('desk.act.refuse') }).click();
    await page.locator('form[action="?/refuse"] [name=reason]').fill('照片不是本人');
    await page.locator('form[action="?/refuse"] [name=remedy]').fill('');
    await vanish(no);
    const colleague = await officer(city.world, sampleUnits.gaj, 'clerk');
    const taken = await takeNext(city.world, colleague, { key: aKey() });
    await accept(city.world, colleague, { key: aKey(), case: taken.case });
    await press(page, page.locator('form[action="?/refuse"] button.danger'));

    assert.equal(await page.locator('.typed').filter({ hasText: '照片不是本人' }).count(), 1);
    await page.reload();
    await page.goto(`/desk/cases/${no}`);
    assert.equal(await page.locator('.typed').filter({ hasText: '照片不是本人' }).count(), 1);
  });
});

function stage(): Stage {
  return { ...city.world, files: directoryStore(join(city.directory, 'data/uploads')) };
}

/** Its officer has not been seen for so long that the worker gives it back. */
async function vanish(no: string): Promise<void> {
  await city.database.ownerPool.query(
    `update queue.ticket set touched_at = touched_at - interval '13 hours' where case_id = (select id from cases."case" where short_no = $1)`,
    [no],
  );
  const log = { error: (facts: object, message: string) => assert.fail(`${message} ${JSON.stringify(facts)}`) };
  await releaseVanished({ ...city.world, log });
}
