import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { axeViolations, closeBrowser, withPage, type Visit } from '#testing/browser';
import { filedCase, resident } from '../modules/cases/testing.ts';
import { openCity, type City } from './pages/city.ts';
import { accept, atDesk, deliver, grant, pass, takeNext } from './pages/desk.ts';
import { become, sessionOf } from './pages/sessions.ts';
import { t } from './pages/words.ts';

const ROAD = 'LJ-CG-002';
const BASIS = '《丽江市城市道路管理办法》第十二条(样例)';
const RULING = { reason: '不影响通行，交通组织方案可行', article: '《城市道路管理条例》第三十一条' };
let city: City;
before(async () => {
  city = await openCity();
});
after(async () => {
  await closeBrowser();
  await city.close();
});

async function asZhang<T>(visit: Visit, path: string, work: (page: Page) => Promise<T>): Promise<T> {
  return withPage({ baseURL: city.origin, screen: 'phone', ...visit }, async (page) => {
    await become(page, city, await sessionOf(city, 'zhang-wei'));
    await page.goto(path);
    assert.deepEqual(await axeViolations(page), []);
    return work(page);
  });
}

/** The limit of the silent department ends now instead of in two working days, and the worker looks. */
async function twoDaysPass(no: string): Promise<void> {
  const { rowCount } = await city.database.ownerPool.query(
    `update cases.due d set due_at = now() from cases."case" c
      where c.id = d.case_id and c.short_no = $1 and d.kind = 'consent'`,
    [no],
  );
  assert.equal(rowCount, 1, 'one department has a limit for its silence');
  await city.database.ownerPool.query(`select graphile_worker.add_job('cases.fireDues', '{}'::json)`);
}

async function untilSaid(page: Page, words: string): Promise<void> {
  for (let look = 0; (await page.getByText(words).count()) === 0; look += 1) {
    assert.ok(look < 60, `The page never says ${words}.`);
    await page.waitForTimeout(500);
    await page.reload();
  }
}

for (const script of [true, false])
  test(`a road is occupied: two departments at once, one says nothing and the law takes that for consent, script ${script ? 'on' : 'off'}`, async () => {
    const visit: Visit = { baseURL: city.origin, script };
    const no = await filedCase(city.world, await resident(city.world, 'zhang-wei'), ROAD);
    await atDesk('clerk-general', visit, async (page) => {
      assert.equal(await takeNext(page), no);
      await accept(page);
    });
    await asZhang(visit, `/cases/${no}`, async (page) => {
      for (const step of ['会签公安交管', '现场踏勘']) await page.getByText(step).first().waitFor();
    });

    await atDesk('examiner-cgj', visit, async (page) => {
      assert.equal(await takeNext(page), no);
      await pass(page, '占道范围和围挡与方案一致。');
    });
    await twoDaysPass(no);
    await asZhang(visit, `/cases/${no}`, async (page) => {
      await untilSaid(page, t('event.consented'));
      await page.getByText(BASIS).first().waitFor();
    });

    await atDesk('approver-general', visit, async (page) => {
      assert.equal(await takeNext(page), no);
      // Whoever decides sees who spoke, and for whom the law did.
      await page.getByText(t('event.consented')).first().waitFor();
      assert.deepEqual(await axeViolations(page), []);
      await grant(page, RULING);
    });
    await atDesk('clerk-general', visit, async (page) => {
      assert.equal(await takeNext(page), no);
      await deliver(page);
    });
    await asZhang(visit, `/cases/${no}`, async (page) => {
      await page.getByText(t('case.outcome.granted')).first().waitFor();
      await page.getByText(RULING.article).first().waitFor();
    });
  });
