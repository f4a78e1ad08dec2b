import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { civilDate } from '#kernel';
import { axeViolations, closeBrowser, withPage, type Visit } from '#testing/browser';
import { withdraw } from '#cases';
import { aKey, filedCase, resident } from '../modules/cases/testing.ts';
import { openCity, type City } from './pages/city.ts';
import { accept, atDesk, deliver, grant, pass, takeNext } from './pages/desk.ts';
import { press } from './pages/press.ts';
import { become, sessionOf } from './pages/sessions.ts';
import { t } from './pages/words.ts';

/** The repair of a house in the old town: two departments visit it together. */
const HOUSE = 'LJ-GC-001';
const PLACE = '大研古城五一街 12 号院';
let city: City;
before(async () => {
  city = await openCity();
});
after(async () => {
  await closeBrowser();
  await city.close();
});

const day = (ahead: number) => civilDate(city.world.clock.now()).add({ days: ahead }).toString();

/** The form of an act, opened if it is folded. */
async function unfolded(page: Page, act: string): Promise<Locator> {
  const fold = page.locator('details', { has: page.locator(`form[action="?/${act}"]`) });
  if ((await fold.getAttribute('open')) === null) await fold.locator('summary').first().click();
  return page.locator(`form[action="?/${act}"]`);
}

async function setTheDay(page: Page): Promise<void> {
  const form = await unfolded(page, 'plan-visit');
  await form.locator('[name=on]').fill(day(1));
  await form.locator('[name=time]').fill('09:30');
  await form.locator('[name=place]').fill(PLACE);
  await press(page, form.locator('button.primary, button.danger'));
  await page.waitForURL(/done=plan-visit/);
}

async function writeTheRecord(page: Page): Promise<void> {
  const form = await unfolded(page, 'record-visit');
  await form.locator('[name=on]').fill(day(0));
  await form.locator('[name=time]').fill('10:00');
  for (const box of await form.locator('[name=inspectors]').all()) await box.check();
  for (const point of await form.locator('[name$=".answer"][value=yes]').all()) await point.check();
  await press(page, form.locator('button.primary, button.danger'));
  // Nothing was found yet: the page says so, and keeps what was typed.
  await form.locator('.wrong [name=findings]').waitFor();
  assert.equal(await form.locator('[name=time]').inputValue(), '10:00');
  assert.deepEqual(await axeViolations(page), []);
  await form.locator('[name=findings]').fill('修缮方案按原体量、原材料，与现场一致。');
  await press(page, form.locator('button.primary, button.danger'));
  await page.waitForURL(/done=record-visit/);
}

async function sign(page: Page, no: string): Promise<void> {
  await page.goto('/desk/signatures');
  await press(page, page.locator(`main a[href^="/desk/signatures/${no}-"]`).first());
  await page.getByText('修缮方案按原体量、原材料，与现场一致。').waitFor();
  assert.deepEqual(await axeViolations(page), []);
  await press(page, page.getByRole('button', { name: t('signatures.sign') }));
}

async function isTold(visit: Visit): Promise<void> {
  await withPage({ screen: 'phone', ...visit }, async (page) => {
    await become(page, city, await sessionOf(city, 'zhang-wei'));
    for (let look = 0; look < 60; look += 1) {
      await page.goto('/my/messages');
      if ((await page.getByText(PLACE).count()) > 0) return;
      await page.waitForTimeout(500);
    }
    assert.fail('Nobody is told the day of the visit.');
  });
}

for (const script of [true, false]) {
  const how = `script ${script ? 'on' : 'off'}`;
  test(`a house is visited: the day is told, one record is written, both departments sign it, then the work goes on, ${how}`, async () => {
    const visit: Visit = { baseURL: city.origin, script };
    const no = await filedCase(city.world, await resident(city.world, 'zhang-wei'), HOUSE);
    await atDesk('clerk-general', visit, async (page) => {
      assert.equal(await takeNext(page), no);
      await accept(page);
    });
    await atDesk('examiner-gcj', visit, async (page) => {
      assert.equal(await takeNext(page), no);
      await setTheDay(page);
      await isTold(visit);
      await writeTheRecord(page);
      await sign(page, no);
    });
    await atDesk('examiner-xfj', visit, async (page) => sign(page, no));
    await atDesk('examiner-gcj', visit, async (page) => {
      await page.goto(`/desk/cases/${no}`);
      await pass(page, '现场与方案一致。');
    });
    await withdraw(city.world, await resident(city.world, 'zhang-wei'), { key: aKey(), case: no });
  });

  test(`a decision goes to a colleague and keeps its place, ${how}`, async () => {
    const visit: Visit = { baseURL: city.origin, script };
    const no = await filedCase(city.world, await resident(city.world, 'zhang-wei'), 'LJ-GA-002');
    await atDesk('clerk-gaj', visit, async (page) => {
      assert.equal(await takeNext(page), no);
      await accept(page);
    });
    await atDesk('approver-gaj', visit, async (page) => {
      assert.equal(await takeNext(page), no);
      const form = await unfolded(page, 'hand-over');
      await form.locator('[name=to]').first().check();
      await form.locator('[name=reason]').fill('下午去外地开会，请同事接着办。');
      await press(page, form.locator('button.primary, button.danger'));
      await page.waitForURL(/\/desk\?done=hand-over/);
    });
    await atDesk('deputy-gaj', visit, async (page) => {
      await page.goto(`/desk/cases/${no}`);
      await grant(page, { reason: '材料齐全，符合条件', article: '居民身份证法第十一条' });
    });
    await atDesk('clerk-gaj', visit, async (page) => {
      assert.equal(await takeNext(page), no);
      await deliver(page);
    });
  });
}
