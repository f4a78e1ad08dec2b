import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { withdraw } from '#cases';
import { closeBrowser, withPage, type Visit } from '#testing/browser';
import { aKey, filedCase, resident } from '../modules/cases/testing.ts';
import { importRealItems, openCity, type City } from './pages/city.ts';
import { accept, atDesk, deliver, grant, pass, requestSupplement, takeNext } from './pages/desk.ts';
import { attach, declareAndSubmit, fillIn, readReceipt, type Typed } from './pages/filing.ts';
import { aPdf, aPng, type Paper } from './pages/paper.ts';
import { signInHere } from './pages/sign-in.ts';
import { t } from './pages/words.ts';

let city: City;
before(async () => {
  city = await openCity();
  await importRealItems(city, ['兼职律师执业许可']);
});
after(async () => {
  await closeBrowser();
  await city.close();
});

interface Journey {
  readonly words: string;
  readonly service: string;
  readonly item: string;
  readonly login: string;
  readonly office: string;
  readonly queue: string;
  readonly paper: Paper;
  readonly typed: Typed;
  /** The departments that examine it, in the order in which they take it here. */
  readonly examiners: readonly string[];
  readonly delivered: boolean;
}

const restaurant: Journey = {
  words: '我要开饭店',
  service: '开饭店办食品证',
  item: 'LJ-SC-005',
  login: 'zhang-wei',
  office: 'scj',
  queue: 'scj-acceptance',
  paper: aPdf('设备布局图.pdf'),
  typed: {
    tradeName: '雪山小馆',
    tradeCreditCode: '91530702DEMA002676',
    shopArea: '86',
    kitchenArea: '22',
    staffCount: '6',
    shopName: '雪山小馆',
    safetyManager: '和秀英',
  },
  examiners: ['gcj', 'scj', 'scj'],
  delivered: true,
};

const lawyer: Journey = {
  words: '我想当兼职律师',
  service: '兼职律师执业许可',
  item: '1144000000694016742440109002002',
  login: 'mu-yulong',
  office: 'general',
  queue: 'general-acceptance',
  paper: aPng('居民身份证.png'),
  typed: {},
  examiners: ['general'],
  delivered: false,
};

const ASKED = ['请重新拍摄，四角齐全', '请写明从业年限'] as const;
const RULING = { reason: '经审查材料齐全，现场符合要求', article: '《中华人民共和国行政许可法》第三十八条' };

for (const script of [true, false])
  for (const journey of [restaurant, lawyer])
    test(`“${journey.words}” leads from a search to a decision, script ${script ? 'on' : 'off'}`, async () => {
      const visit: Visit = { baseURL: city.origin, script };
      await withPage({ ...visit, screen: 'phone' }, async (page) => {
        await findAndFile(page, journey);
        const receipt = await readReceipt(page);
        const rival = await laterRival(journey);
        const place = await placeIn(page, journey.queue, 0);

        await atDesk(`clerk-${journey.office}`, visit, async (desk) => {
          assert.equal(await takeNext(desk), receipt.no);
          await requestSupplement(desk, ASKED);
          await answerSupplement(page, { no: receipt.no, paper: journey.paper });
          assert.equal(await placeIn(page, journey.queue, 0), place);
          assert.equal(await takeNext(desk), receipt.no);
          await accept(desk);
        });
        await rival.withdraw();
        const before = await boardOf(visit);
        await decide(journey, receipt.no, visit);
        await boardMoved(visit, before, journey);

        await seesOutcome(page, receipt.no, journey.delivered ? 'delivered' : 'approved');
        await tracked(visit, receipt);
        await assertNameless(visit, journey.queue);
      });
    });

/** From the home page, in everyday words, to the confirmation. */
async function findAndFile(page: Page, { words, service, item, login, paper, typed }: Journey): Promise<void> {
  await page.goto('/');
  await page.locator('main input[type=search]').fill(words);
  await page.locator('main input[type=search]').press('Enter');
  await page.locator('main').getByRole('link', { name: service }).first().click();
  await page.waitForURL(`**/services/${item}`);
  await page
    .getByRole('link', { name: t('guide.startSignIn') })
    .first()
    .click();
  await signInHere(page, login);
  await page.waitForURL(`**/services/${item}/apply`);
  await page.getByRole('button', { name: t('filing.apply.start') }).click();
  await fillIn(page, paper, typed);
  await declareAndSubmit(page);
}

/** Somebody who files the same a little later, and must not overtake. */
async function laterRival({ item }: Journey): Promise<{ withdraw: () => Promise<void> }> {
  const viewer = await resident(city.world, 'he-xiuying');
  const no = await filedCase(city.world, viewer, item);
  return { withdraw: async () => withdraw(city.world, viewer, { key: aKey(), case: no, reason: '' }) };
}

/** The number of whoever stands at this place of the public queue. */
async function placeIn(page: Page, queue: string, at: number): Promise<string | null> {
  const here = page.url();
  await page.goto(`/open/queues/${queue}`);
  const number = await page.locator('tbody th').nth(at).textContent();
  await page.goto(here);
  return number;
}

async function answerSupplement(page: Page, { no, paper }: { no: string; paper: Paper }): Promise<void> {
  await page.goto('/my/messages');
  await page.locator('main a', { hasText: no }).first().click();
  const panel = page.locator('#supplement');
  for (const text of ASKED) assert.ok((await panel.textContent())?.includes(text));
  const again = { ...paper, name: `重拍-${paper.name}` };
  await attach(page, panel.locator('.upload').first(), again);
  await panel.locator('[name=note]').fill('从业三年');
  await attach(page, panel.locator('.upload').nth(1), { ...paper, name: `说明-${paper.name}` });
  assert.equal(await panel.locator('[name=note]').inputValue(), '从业三年', 'an upload loses nothing that was typed');
  await page.getByRole('button', { name: t('case.supplement.send') }).click();
  await page.getByText(t('status.supplementSubmitted')).first().waitFor();
}

async function decide({ office, examiners, delivered }: Journey, no: string, visit: Visit): Promise<void> {
  for (const department of examiners)
    await atDesk(`examiner-${department}`, visit, async (desk) => {
      assert.equal(await takeNext(desk), no);
      await pass(desk, '材料属实，符合条件');
    });
  await atDesk(`approver-${office}`, visit, async (desk) => {
    assert.equal(await takeNext(desk), no);
    await grant(desk, RULING);
  });
  if (!delivered) return;
  await atDesk(`clerk-${office}`, visit, async (desk) => {
    assert.equal(await takeNext(desk), no);
    await deliver(desk);
  });
}

async function seesOutcome(page: Page, no: string, status: string): Promise<void> {
  await page.goto(`/cases/${no}`);
  const shown = (await page.locator('main').textContent()) ?? '';
  for (const words of [t(`status.${status}`), RULING.reason, RULING.article, t('case.outcome.granted')])
    assert.ok(shown.includes(words), words);
}

async function tracked(visit: Visit, { no, code }: { readonly no: string; readonly code: string }): Promise<void> {
  await withPage(visit, async (page) => {
    await page.goto('/track');
    await page.locator('#no').fill(no);
    await page.locator('#code').fill(code.toLowerCase());
    await page.getByRole('button', { name: t('track.go') }).click();
    await page.getByRole('heading', { name: t('case.head.no', { no }) }).waitFor();
    assert.ok(!(await page.locator('main').textContent())?.includes(RULING.reason));
  });
}

/** What the open board counts: everything received, accepted and closed. */
async function boardOf(visit: Visit): Promise<Readonly<Record<'received' | 'accepted' | 'closed', number>>> {
  return withPage(visit, async (page) => {
    await page.goto('/open');
    const figure = async (name: string) => {
      const shown = page.locator('.figures > div', { has: page.getByText(t(`open.total.${name}`), { exact: true }) });
      return Number((await shown.locator('.value').innerText()).replaceAll(',', ''));
    };
    return { received: await figure('received'), accepted: await figure('accepted'), closed: await figure('closed') };
  });
}

/** The decision is on the board at once, and the queue of decisions shows one more that is done, with its place in the ledger. */
async function boardMoved(
  visit: Visit,
  before: Awaited<ReturnType<typeof boardOf>>,
  { office }: Journey,
): Promise<void> {
  const after = await boardOf(visit);
  assert.deepEqual(after, { ...before, closed: before.closed + 1 });
  await withPage(visit, async (page) => {
    await page.goto(`/open/queues/${office}-decision`);
    const done = page.getByRole('region', { name: t('open.queue.done') });
    assert.match(await done.locator('tbody tr').first().innerText(), /\d/);
  });
}

/** The board and the queue show the case without saying whose or what it is. */
async function assertNameless(visit: Visit, queue: string): Promise<void> {
  await withPage(visit, async (page) => {
    await page.goto('/open');
    await page.locator(`a[href="/open/queues/${queue}"]`).first().click();
    const shown = (await page.locator('main').textContent()) ?? '';
    for (const secret of ['张蔚', '木玉龙', restaurant.service, lawyer.service]) assert.ok(!shown.includes(secret));
  });
}
