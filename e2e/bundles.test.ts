import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { axeViolations, closeBrowser, withPage, type Visit } from '#testing/browser';
import { answerBundle, fileBundle, partOnPage, partsNow, stateOnPage, untilEnded } from './pages/bundle.ts';
import { openCity, type City } from './pages/city.ts';
import { accept, atDesk, deliver, deny, grant, pass, refuse, takeNext } from './pages/desk.ts';
import { fillIn } from './pages/filing.ts';
import { aPdf } from './pages/paper.ts';
import { signInHere } from './pages/sign-in.ts';
import { t } from './pages/words.ts';

let city: City;
before(async () => {
  city = await openCity();
});
after(async () => {
  await closeBrowser();
  await city.close();
});

const BUNDLE = 'YJS-01';
const typed = {
  tradeName: '雪山小馆',
  tradeCreditCode: '91530702DEMA002676',
  shopArea: '86',
  kitchenArea: '22',
  staffCount: '6',
  shopName: '雪山小馆',
  safetyManager: '和秀英',
};
const RULING = { reason: '经审查材料齐全，现场符合要求', article: '《中华人民共和国行政许可法》第三十八条' };
const REFUSAL = { reason: '所申请的业态不在古城允许经营的目录内', remedy: '改成目录内的业态以后可以重新申请' };
const FINDINGS = '市市场监管局、市城管局到场。店面与图纸一致，招牌尺寸符合要求。';

/** A restaurant in the old town that has its licence, wants a sign, and will be fitted out. */
const inOldTown = {
  oldTown: 'yes',
  licence: 'yes',
  area: 'small',
  crowded: 'no',
  sign: 'yes',
  fitting: 'yes',
  tobacco: 'no',
  utilities: 'no',
};
/** Node of the bundle → service; the last depends on the first. */
const ADMISSION = '丽江古城内经营项目准入核验';
const FOOD = '食品经营许可(餐饮服务新办)';
const SIGN = '设置户外广告及户外招牌设施审批';
const FITTING = '丽江古城保护区内房屋修缮、装修审批';
const VISIT = '联合现场核查(一次上门)';
const DELIVERY = '统一办结、一次送达';

for (const [script, early] of [
  [true, true],
  [false, false],
] as const)
  test(`a restaurant: one form, many departments, one refusal ${early ? 'at the counter' : 'after examination'}, script ${script ? 'on' : 'off'}`, async () => {
    const visit: Visit = { baseURL: city.origin, script };
    await withPage({ ...visit, screen: 'phone' }, async (page) => {
      const no = await findAndFile(page);
      assert.ok((await page.locator('main').innerText()).includes(t('bundles.status.filed', { no })));
      assert.deepEqual(await axeViolations(page), []);
      const begun = await partsNow(city, no);
      assert.deepEqual(
        [begun.gc?.state, begun.sp?.state, begun.zp?.state, begun.xs?.state, begun.zz?.state],
        ['started', 'started', 'started', 'waiting', 'skipped'],
      );
      assert.ok((await partOnPage(page, FITTING)).includes(t('bundles.after.finish-start', { title: ADMISSION })));
      await handleAll(visit, page, { no, early });
      await seesPartly(page, no, early);
      assert.deepEqual(await axeViolations(page), []);
    });
  });

/** From the list of bundles to the one receipt. */
async function findAndFile(page: Page): Promise<string> {
  await page.goto('/bundles');
  await page.locator(`main a[href="/bundles/${BUNDLE}"]`).first().click();
  await page.waitForURL(`**/bundles/${BUNDLE}`);
  await page
    .getByRole('link', { name: t('bundles.guide.start') })
    .first()
    .click();
  await answerBundle(page, inOldTown);
  const plan = (await page.locator('main').textContent()) ?? '';
  for (const title of [ADMISSION, FOOD, SIGN, FITTING, VISIT]) assert.ok(plan.includes(title), title);
  await page
    .getByRole('link', { name: t('bundles.plan.signIn') })
    .first()
    .click();
  await signInHere(page, 'zhang-wei');
  await page
    .getByRole('button', { name: t('bundles.plan.start') })
    .first()
    .click();
  await page.waitForURL(/\/drafts\//);
  await fillIn(page, aPdf(), typed);
  return fileBundle(page);
}

/** Each department in its own queue, in the order in which the queues have it. */
async function handleAll(
  visit: Visit,
  page: Page,
  { no, early }: { readonly no: string; readonly early: boolean },
): Promise<void> {
  await untilEnded(city, no, {
    turn: async ({ login, stage, part }) =>
      atDesk(login, visit, async (desk) => {
        assert.equal(await takeNext(desk), part.case);
        if (stage === 'acceptance') return early && part.node === 'gc' ? refuse(desk, REFUSAL) : accept(desk);
        if (stage === 'examination') return pass(desk, '材料属实，符合条件');
        if (stage === 'delivery') {
          await page.goto(`/bundles/applications/${no}`);
          assert.notEqual(
            await stateOnPage(page, DELIVERY),
            t('bundles.part.delivery.granted'),
            'nothing is in hand yet',
          );
          return deliver(desk);
        }
        return part.node === 'gc' ? deny(desk, { ...RULING, reason: REFUSAL.reason }) : grant(desk, RULING);
      }),
    visit: async () => recordVisit(visit, no),
  });
}

async function recordVisit(visit: Visit, no: string): Promise<void> {
  await atDesk('examiner-scj', visit, async (desk) => {
    await desk.goto('/desk/visits');
    const card = desk.locator('section', { hasText: no });
    await card.getByLabel(t('visits.on')).fill('2026-11-23');
    await card.getByLabel(t('visits.findings')).fill(FINDINGS);
    await card.getByRole('button', { name: t('visits.record') }).click();
    await desk.getByText(t('visits.done')).waitFor();
  });
}

/** What the applicant is told in the end: part by part, with reason, what they can do, and where they can complain. */
async function seesPartly(page: Page, no: string, early: boolean): Promise<void> {
  await page.goto(`/bundles/applications/${no}`);
  await page.getByRole('heading', { name: t('bundles.outcome.partly') }).waitFor();
  const refused = await partOnPage(page, ADMISSION);
  assert.ok(refused.includes(t('bundles.part.refused')));
  assert.ok(refused.includes(REFUSAL.reason));
  assert.equal(refused.includes(REFUSAL.remedy), early);
  assert.ok(refused.includes(t('case.outcome.remedy')), 'legal recourse beside whatever else can be done');
  assert.ok((await partOnPage(page, FITTING)).includes(t('bundles.part.stoppedSays')));
  for (const title of [FOOD, SIGN]) assert.ok((await partOnPage(page, title)).includes(t('bundles.part.granted')));
  assert.ok((await partOnPage(page, VISIT)).includes(FINDINGS));
  assert.equal(await stateOnPage(page, DELIVERY), t('bundles.part.delivery.granted'));
  assert.ok((await partOnPage(page, DELIVERY)).includes(t('bundles.part.handedOver', { of: 2, done: 2 })));
}
