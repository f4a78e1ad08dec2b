import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { axeViolations, closeBrowser, withPage } from '#testing/browser';
import { openCity, type City } from './pages/city.ts';
import { press } from './pages/press.ts';
import { as } from './pages/sign-in.ts';
import { t } from './pages/words.ts';

let city: City;
before(async () => {
  city = await openCity();
});
after(async () => {
  await closeBrowser();
  await city.close();
});

const NAME = '开一家民宿';
const ABOUT = { name: '开办民宿一件事', lead: '市文化和旅游局', departments: '市文化和旅游局\n市市场监管局' };
const SEATS = '有几间客房?';
const WHEN = '客房十间以上';
const FOOD = 'LJ-SC-005';
const LICENCE = 'LJ-SC-001';

for (const script of [false, true])
  test(`the bureau writes a new bundle with forms alone, and another publishes it, script ${script ? 'on' : 'off'}`, async () => {
    const visit = { baseURL: city.origin, script };
    const path = await as({ login: 'bureau', path: '/manage/bundles' }, visit, async (page) => {
      const bundle = await begin(page);
      await writeAbout(page);
      await writeQuestion(page);
      await addServices(page);
      await writeCondition(page);
      await writeOrder(page);
      await open(page, 'overview');
      assert.deepEqual(await page.locator('.wrong + ul li').allInnerTexts(), []);
      assert.deepEqual(await axeViolations(page), []);
      await press(page, page.getByRole('button', { name: t('bundleEditor.act.propose'), exact: true }));
      await page.getByText(t('bundleEditor.waits')).waitFor();
      return bundle;
    });
    await as({ login: 'deputy-bureau', path }, visit, async (page) => {
      await press(page, page.getByRole('link', { name: t('bundleEditor.preview') }));
      assert.ok((await page.locator('main').innerText()).includes(WHEN));
      await page.goBack();
      await press(page, page.getByRole('button', { name: t('bundleEditor.act.publish'), exact: true }));
      await page.getByText(t('bundleEditor.done.publish')).waitFor();
    });
    await forVisitors(path);
  });

async function begin(page: Page): Promise<string> {
  await press(page, page.getByRole('button', { name: t('bundleEditor.new.do') }));
  assert.ok((await page.locator('.problem').innerText()).includes(t('kernel.too-short', { min: 2 })));
  await page.locator('#plainName').fill(NAME);
  await press(page, page.getByRole('button', { name: t('bundleEditor.new.do') }));
  return new URL(page.url()).pathname;
}

async function open(page: Page, part: string): Promise<void> {
  const tab = page.getByRole('navigation', { name: t('bundleEditor.parts') });
  await press(page, tab.getByRole('link', { name: t(`bundleEditor.part.${part}`) }));
}

async function save(page: Page): Promise<void> {
  await press(page, page.getByRole('button', { name: t('bundleEditor.save'), exact: true }).first());
}

const field = (page: Page, name: string) => page.locator(`main [name="${name}"]`);

async function writeAbout(page: Page): Promise<void> {
  for (const [name, words] of Object.entries(ABOUT)) await field(page, `about.${name}`).fill(words);
  await field(page, 'about.capacities').first().check();
  await save(page);
}

async function writeQuestion(page: Page): Promise<void> {
  await open(page, 'questions');
  await press(page, page.getByRole('button', { name: t('bundleEditor.question.add') }));
  await field(page, 'questions.0.label').fill(SEATS);
  await field(page, 'questions.0.kind').selectOption('number');
  await save(page);
}

/** Two services, found in everyday words. */
async function addServices(page: Page): Promise<void> {
  await open(page, 'nodes');
  for (const [words, item] of [
    ['个体工商户 营业执照', LICENCE],
    ['开饭店', FOOD],
  ] as const) {
    await field(page, 'q').fill(words);
    await press(page, page.getByRole('button', { name: t('bundleEditor.find.do'), exact: true }));
    await press(page, page.locator(`button[value="use.${item}"]`));
  }
}

/** Food is only for many rooms; a mistake is told where it was made, and stays. */
async function writeCondition(page: Page): Promise<void> {
  await field(page, 'nodes.1.match').selectOption('all');
  await save(page);
  await press(page, page.locator('button[value="add-row.1"]'));
  await field(page, 'nodes.1.rows.0.question').selectOption({ label: SEATS });
  await save(page);
  await field(page, 'nodes.1.rows.0.is').selectOption('at-least');
  await field(page, 'nodes.1.rows.0.value').fill('十');
  await field(page, 'nodes.1.when').fill(WHEN);
  await save(page);
  const wrong = page.locator('[id="nodes.1.rows.0.value-problem"]');
  assert.ok((await wrong.innerText()).includes(t('bundles.sketch.number')));
  assert.equal(await field(page, 'nodes.1.rows.0.value').inputValue(), '十');
  await field(page, 'nodes.1.rows.0.value').fill('10');
  await save(page);
  assert.equal(await wrong.count(), 0);
}

async function writeOrder(page: Page): Promise<void> {
  await open(page, 'edges');
  await press(page, page.getByRole('button', { name: t('bundleEditor.edge.add') }));
  await field(page, 'edges.0.from').selectOption({ index: 1 });
  await field(page, 'edges.0.to').selectOption({ index: 2 });
  await field(page, 'edges.0.passes').fill('营业执照');
  await save(page);
}

/** Whoever has nine rooms needs the licence only. */
async function forVisitors(path: string): Promise<void> {
  await withPage({ baseURL: city.origin, script: false, screen: 'phone' }, async (page) => {
    const id = path.split('/').at(-1) ?? '';
    const name = await roomsOf(page, id);
    assert.match(name, /^q\d+$/);
    for (const [rooms, count] of [
      ['9', 1],
      ['10', 2],
    ] as const) {
      await page.goto(`/bundles/${id}/questions?asked=yes&${name}=${rooms}`);
      assert.ok((await page.locator('#plan').innerText()).includes(t('bundles.plan.services', { count })), rooms);
    }
  });
}

async function roomsOf(page: Page, id: string): Promise<string> {
  await page.goto(`/bundles/${id}/questions`);
  return (await page.locator('input[type=text], input[inputmode=decimal]').first().getAttribute('name')) ?? '';
}
