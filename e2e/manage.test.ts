import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { accept, caseView, decideCase, passStage, startDraft, takeNext, type ShortNo } from '#cases';
import { itemById, type ItemId } from '#catalogue';
import type { Officer } from '#identity';
import { Refusal } from '#kernel';
import { pinnedService } from '#publishing';
import { axeViolations, closeBrowser, withPage } from '#testing/browser';
import { aKey, filedCase, officer, resident } from '../modules/cases/testing.ts';
import { openCity, type City } from './pages/city.ts';
import { press } from './pages/press.ts';
import { become, sessionOf } from './pages/sessions.ts';
import { t } from './pages/words.ts';

const FOOD = 'LJ-SC-005';
const SCJ = '11530700DEMA00072P';
let city: City;
before(async () => {
  city = await openCity();
});
after(async () => {
  await closeBrowser();
  await city.close();
});

async function asBureau<T>(
  who: 'bureau' | 'deputy-bureau',
  work: (page: Page) => Promise<T>,
  script = true,
): Promise<T> {
  return withPage({ baseURL: city.origin, script, screen: 'desktop' }, async (page) => {
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    await become(page, city, await sessionOf(city, who));
    const result = await work(page);
    assert.deepEqual(faults, []);
    return result;
  });
}

async function started(page: Page, item: string): Promise<string> {
  await page.goto('/manage/services');
  await page.locator('#item').fill(item);
  await press(page, page.getByRole('button', { name: t('publishing.start.do') }));
  return new URL(page.url()).pathname;
}

const saved = (page: Page) => page.getByText(t('publishing.done.save')).waitFor();

/** Makes the look at the papers twice as long, from the keyboard. */
async function slowerDocuments(page: Page, change: string): Promise<void> {
  await page.goto(`${change}/route`);
  await page.locator('.djs-container').waitFor();
  await page.getByText(t('editor.check.sound')).waitFor();
  const step = page.locator('#outline button[data-element="documents"]');
  await step.focus();
  await page.keyboard.press('Enter');
  const budget = page.locator('#ask-budget');
  assert.equal(await budget.inputValue(), '1');
  await budget.fill('0');
  await budget.press('Tab');
  await page.locator('#found').getByText('budget').or(page.locator('#found .wrong')).first().waitFor();
  await budget.fill('2');
  await budget.press('Tab');
  await page.getByText(t('editor.check.sound')).waitFor();
  assert.deepEqual(await axeViolations(page), []);
  await press(page, page.getByRole('button', { name: t('publishing.edit.save') }));
  await saved(page);
}

/** Snack bars are looked at as well, and two examples say so. */
async function fewerPapers(page: Page, change: string): Promise<void> {
  await page.goto(`${change}/decisions/inspection`);
  const cell = page.locator('#table td').filter({ hasText: '"drinks", "snacks", "fastFood"' });
  await cell.click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('"drinks"');
  await page.locator('#table td').filter({ hasText: '"documents"' }).click();
  await page.getByText(t('editor.changed')).waitFor();
  await page.getByText(t('editor.check.sound')).waitFor();
  await press(page, page.locator('#save').getByRole('button', { name: t('publishing.edit.save') }));
  await saved(page);

  for (const [row, [form, expected]] of [
    ['drinks', 'documents'],
    ['snacks', 'documents'],
  ].entries()) {
    await page.locator(`[name="row.${row}.0"]`).fill('["hot"]');
    await page.locator(`[name="row.${row}.1"]`).fill(form ?? '');
    await page.locator(`[name="row.${row}.2"]`).fill('否');
    await page.locator(`[name="row.${row}.expected"]`).fill(expected ?? '');
  }
  await press(page, page.getByRole('button', { name: t('editor.examples.save') }));
  await page
    .getByText(t('publishing.example-wrong', { row: 2, expected: 'documents', result: 'onsite' }))
    .first()
    .waitFor();
  await page.locator('[name="row.1.expected"]').fill('onsite');
  await press(page, page.getByRole('button', { name: t('editor.examples.save') }));
  assert.equal(await page.locator('td.right').count(), 2);
  assert.equal(await page.locator('td.wrong').count(), 0);
  assert.deepEqual(await axeViolations(page), []);
}

/** One more question, seen on a phone and on a desk before it is saved. */
async function oneQuestionMore(page: Page, change: string): Promise<void> {
  await page.goto(`${change}/form?page=3`);
  await page.locator('#newLabel').fill('有没有外摆座位');
  await page.locator('#newKind').selectOption('yes-no');
  await press(page, page.getByRole('button', { name: t('editor.form.addField.do') }));
  await page.locator('#hint').fill('摆在店门外、人行道上的桌椅。');
  for (const screen of ['phone', 'desktop'])
    await page.frameLocator(`iframe[name="${screen}"]`).getByText('摆在店门外、人行道上的桌椅。').waitFor();
  await page.locator('#name').fill('terrace');
  await press(page, page.getByRole('button', { name: t('editor.form.save'), exact: true }));
  await saved(page);
  assert.deepEqual(await axeViolations(page), []);
}

async function tried(page: Page, change: string): Promise<void> {
  await page.goto(`${change}/try`);
  for (let step = 0; (await page.getByText(t('try.line.ended')).count()) === 0; step += 1) {
    assert.ok(step < 8, 'the route comes to its end');
    await press(page, page.locator('button[value^="agree"]').first());
  }
  assert.deepEqual(await axeViolations(page), []);
  await page.goBack();
  await page.locator('button[value^="agree"]').first().waitFor();
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

async function accepted(no: ShortNo): Promise<ShortNo> {
  const clerk = await officer(city.world, SCJ, 'clerk');
  await take(clerk);
  await accept(city.world, clerk, { key: aKey(), case: no });
  return no;
}

/** One of the bureau changes route, table and form, and tries them; another publishes. */
async function changedAndPublished(): Promise<void> {
  const change = await asBureau('bureau', async (page) => {
    const address = await started(page, FOOD);
    await slowerDocuments(page, address);
    await fewerPapers(page, address);
    await oneQuestionMore(page, address);
    await tried(page, address);
    await page.goto(address);
    for (const words of ['documents', '有没有外摆座位', '"drinks"'])
      await page
        .locator('section')
        .filter({ hasText: t('publishing.diff') })
        .getByText(words)
        .first()
        .waitFor();
    await press(page, page.getByRole('button', { name: t('publishing.act.propose') }));
    await page.getByText(t('publishing.done.propose')).waitFor();
    return address;
  });
  await asBureau('deputy-bureau', async (page) => {
    await page.goto(change);
    await press(page, page.getByRole('button', { name: t('publishing.act.publish') }));
    await page.getByText(t('publishing.done.publish')).waitFor();
  });
}

test('the bureau draws, decides, asks and tries; another publishes; who filed before goes the way that was', async () => {
  const zhang = await resident(city.world, 'zhang-wei');
  const before = await accepted(await filedCase(city.world, zhang, FOOD));
  const old = await itemById(city.world.db, FOOD as ItemId);
  assert.ok(old);

  await changedAndPublished();
  const now = await itemById(city.world.db, FOOD as ItemId);
  assert.ok(now && now.version !== old.version);
  const [is, was] = [await pinnedService(city.world.db, now.version), await pinnedService(city.world.db, old.version)];
  assert.ok(
    is?.route !== was?.route && is?.decisions.inspection !== was?.decisions.inspection && is?.form !== undefined,
  );
  assert.equal(is.examples?.inspection?.length, 2);

  const { draft } = await startDraft(city.world, zhang, { key: aKey(), item: FOOD });
  const asked = await city.database.ownerPool.query<{ definition: unknown }>(
    `select f.definition from cases.draft d join forms.form_version f on f.id = d.form_version_id where d.id = $1`,
    [draft],
  );
  assert.match(JSON.stringify(asked.rows), /terrace/, 'whoever applies now is asked the new question');
  const after_ = await accepted(await filedCase(city.world, zhang, FOOD));
  // What was filed before is decided as it was begun, however long that takes.
  assert.equal(await routeOf(before), was?.route);
  assert.equal(await routeOf(after_), is.route);
  await examined(before);
  const approver = await officer(city.world, SCJ, 'approver');
  await take(approver);
  const reasons = { reason: '符合规定条件', article: '《食品经营许可和备案管理办法》第十七条' };
  await decideCase(city.world, approver, { key: aKey(), case: before, granted: true, ...reasons });
  assert.equal((await caseView(city.world, zhang, before)).status, 'delivering');
  assert.equal(await routeOf(before), was?.route);
});

async function routeOf(no: ShortNo): Promise<unknown> {
  const { rows } = await city.database.ownerPool.query<{ version: string }>(
    'select route_version_id as version from cases."case" where short_no = $1',
    [no],
  );
  return rows[0]?.version;
}

/** Every department says yes until there is nothing left to say. */
async function examined(no: ShortNo): Promise<void> {
  for (let step = 0; step < 6; step += 1) {
    const { rows } = await city.database.ownerPool.query<{ uscc: string }>(
      `select u.uscc from cases.task t join identity.unit u on u.id = t.unit_id
         join cases."case" c on c.id = t.case_id where c.short_no = $1 and t.element is not null and t.ended is null`,
      [no],
    );
    const [open] = rows;
    if (open === undefined) return;
    const examiner = await officer(city.world, open.uscc, 'examiner');
    await take(examiner);
    await passStage(city.world, examiner, { key: aKey(), case: no, outcome: 'agree', opinion: '符合要求' });
  }
  assert.fail('The route does not come to its end.');
}
