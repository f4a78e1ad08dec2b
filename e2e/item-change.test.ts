import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { accept, takeNext, type ShortNo } from '#cases';
import { itemById, type ItemId } from '#catalogue';
import type { Officer } from '#identity';
import { Refusal } from '#kernel';
import { pinnedService } from '#publishing';
import { axeViolations, closeBrowser, withPage } from '#testing/browser';
import { aKey, filedCase, officer, resident, sampleUnits } from '../modules/cases/testing.ts';
import { openCity, type City } from './pages/city.ts';
import { press } from './pages/press.ts';
import { become, sessionOf } from './pages/sessions.ts';
import { t } from './pages/words.ts';

/** Police and fire brigade work on it together. */
const HOTEL = 'LJ-GA-010';
const FIRE = '11530700DEMA00195Q';
const PAPER = '消防设施检测报告';
const OUTCOME = '消防检查合格';
let city: City;
before(async () => {
  city = await openCity();
});
after(async () => {
  await closeBrowser();
  await city.close();
});

type Who = Parameters<typeof sessionOf>[1];

async function as<T>(who: Who, script: boolean, work: (page: Page) => Promise<T>): Promise<T> {
  return withPage({ baseURL: city.origin, script, screen: 'desktop' }, async (page) => {
    await become(page, city, await sessionOf(city, who));
    return work(page);
  });
}

const field = (page: Page, name: string) => page.locator(`main [name="${name}"]`);
const save = async (page: Page) =>
  press(page, page.getByRole('button', { name: t('itemEdit.save'), exact: true }).first());

/** A promise that is too long, then one that is not; a material without a name, then with one. */
async function writeElements(page: Page, change: string): Promise<void> {
  await page.goto(`${change}/item`);
  const promised = await field(page, 'promised.value').inputValue();
  const statutory = await field(page, 'statutory.value').inputValue();
  await field(page, 'promised.value').fill(String(Number(statutory) + 1));
  await press(page, page.getByRole('button', { name: t('itemEdit.material.add') }));
  await page.getByText(t('catalogue.draft.promise-longer')).first().waitFor();
  const row = (await page.locator('fieldset[id^="materials."]').count()) - 1;
  assert.equal(await field(page, `materials.${row}.name`).getAttribute('aria-invalid'), 'true');
  assert.deepEqual(await axeViolations(page), []);
  await field(page, 'promised.value').fill(promised);
  await field(page, `materials.${row}.name`).fill(PAPER);
  await field(page, 'hours').fill('工作日 9:00 至 17:00');
  // Enter in a line saves, and takes no row away.
  await field(page, 'plainName').press('Enter');
  await page.getByText(t('publishing.done.save')).waitFor();
  assert.equal(await page.locator('main .wrong').count(), 0);
  await press(page, page.getByRole('link', { name: t('itemEdit.preview') }));
  assert.ok((await page.locator('main').innerText()).includes(PAPER));
  assert.deepEqual(await axeViolations(page), []);
}

/** A text of the fire brigade, first with a place that nothing fills in. */
async function writeTexts(page: Page, change: string): Promise<void> {
  await page.goto(`${change}/templates`);
  const add = t('texts.add', { act: t('publishing.text.act.agree') });
  await press(page, page.getByRole('button', { name: add, exact: true }));
  await field(page, 'texts.0.name').fill(OUTCOME);
  await field(page, 'texts.0.department').selectOption(FIRE);
  await field(page, 'texts.0.text').fill('{applicant}的{item}，{phone}');
  await save(page);
  await page
    .getByText(t('publishing.text.placeholder', { place: 'phone' }))
    .first()
    .waitFor();
  await field(page, 'texts.0.text').fill('{applicant}的{item}，消防检查合格。');
  await save(page);
  assert.equal(await page.locator('main .wrong').count(), 0);
  assert.deepEqual(await axeViolations(page), []);
}

async function writtenAndProposed(page: Page): Promise<string> {
  await page.goto('/manage/services');
  await page.locator('#item').fill(HOTEL);
  await press(page, page.getByRole('button', { name: t('publishing.start.do') }));
  const change = new URL(page.url()).pathname;
  await writeElements(page, change);
  await writeTexts(page, change);
  await page.goto(change);
  const diff = page.locator('section').filter({ hasText: t('publishing.diff') });
  for (const words of [PAPER, '工作日 9:00 至 17:00', OUTCOME]) await diff.getByText(words).first().waitFor();
  await page.getByText('xfj-examination').first().waitFor();
  await press(page, page.getByRole('button', { name: t('publishing.act.propose') }));
  await page.getByText(t('publishing.done.propose')).waitFor();
  return change;
}

/** Takes what comes next, once what was filed before is public. */
async function take(who: Officer): Promise<void> {
  for (;;)
    try {
      await takeNext(city.world, who, { key: aKey() });
      return;
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'queue.settling')) throw error;
      await setTimeout(200);
    }
}

async function accepted(): Promise<ShortNo> {
  const no = await filedCase(city.world, await resident(city.world, 'zhang-wei'), HOTEL);
  const clerk = await officer(city.world, sampleUnits.gaj, 'clerk');
  await take(clerk);
  await accept(city.world, clerk, { key: aKey(), case: no });
  return no;
}

/** Chooses the text at the desk, changes it, and says so. */
async function said(no: ShortNo, script: boolean): Promise<void> {
  await take(await officer(city.world, FIRE, 'examiner'));
  await as('examiner-xfj', script, async (page) => {
    await page.goto(`/desk/cases/${no}`);
    const form = page.locator('form[action="?/pass"]');
    await form.locator('[name=opinion]').fill('11 月 23 日看过现场。');
    await press(page, form.getByRole('button', { name: OUTCOME }));
    await page.getByText(t('desk.ready.filled', { name: OUTCOME })).waitFor();
    assert.deepEqual(await axeViolations(page), []);
    const opinion = await form.locator('[name=opinion]').inputValue();
    assert.match(opinion, /^11 月 23 日看过现场。\n.+的.+，消防检查合格。$/);
    assert.ok(!opinion.includes('{'));
    assert.equal(await form.locator('[name=outcome][value=agree]').isChecked(), true);
    await form.locator('[name=opinion]').fill(`${opinion}楼梯间已清理。`);
    await press(page, form.locator('button.primary'));
    await page.waitForURL(/\/desk\?done=pass/);
  });
}

test('one of the bureau writes elements and texts with forms alone, another publishes; residents read the guide, officers choose the text, and who filed before keeps what was', async () => {
  const old = await itemById(city.world.db, HOTEL as ItemId);
  const before_ = await accepted();
  const change = await as('bureau', false, writtenAndProposed);
  await as('deputy-bureau', false, async (page) => {
    await page.goto(change);
    await press(page, page.getByRole('button', { name: t('publishing.act.publish') }));
    await page.getByText(t('publishing.done.publish')).waitFor();
  });

  const now = await itemById(city.world.db, HOTEL as ItemId);
  assert.ok(now && old && now.version !== old.version);
  assert.deepEqual(
    (await pinnedService(city.world.db, now.version))?.texts?.map(({ name }) => name),
    [OUTCOME],
  );
  await withPage({ baseURL: city.origin, script: false }, async (page) => {
    await page.goto(`/services/${HOTEL}`);
    assert.ok((await page.locator('main').innerText()).includes(PAPER));
  });

  await take(await officer(city.world, FIRE, 'examiner'));
  await as('examiner-xfj', false, async (page) => {
    await page.goto(`/desk/cases/${before_}`);
    assert.equal(await page.getByRole('button', { name: OUTCOME }).count(), 0, 'the old version has no such text');
    const form = page.locator('form[action="?/pass"]');
    await press(page, form.locator('button[name=fill]').first());
    await press(page, form.locator('button.primary'));
    await page.waitForURL(/\/desk\?done=pass/);
  });
  await said(await accepted(), true);
});
