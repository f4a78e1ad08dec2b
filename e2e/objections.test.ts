import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { takeNext } from '#cases';
import { closeBrowser, withPage } from '#testing/browser';
import { aKey, filedCase, officer, resident, sampleUnits } from '../modules/cases/testing.ts';
import { openCity, type City } from './pages/city.ts';
import { press } from './pages/press.ts';
import { become, sessionOf } from './pages/sessions.ts';
import { t } from './pages/words.ts';

const WORDS = '我先交的，公示里比我后交的那一件先被取走了。';
const REPLY = '正在核查取件时队伍里出现的异常。';
const ANSWER = '账本显示后交的一件先被取走，没有法定缘由，异议成立。';
let city: City;
let first: string;
before(async () => {
  city = await openCity();
  const zhang = await resident(city.world, 'zhang-wei');
  first = await filedCase(city.world, zhang);
  const second = await filedCase(city.world, await resident(city.world, 'he-xiuying'));
  await hidden(first, 'held');
  const clerk = await officer(city.world, sampleUnits.gaj, 'clerk');
  assert.equal((await takeNext(city.world, clerk, { key: aKey() })).case, second);
  await hidden(first, 'waiting');
  await published();
});
after(async () => {
  await closeBrowser();
  await city.close();
});

/** The newest signed state covers every leaf. */
async function published(): Promise<void> {
  for (;;) {
    const { rows } = await city.database.ownerPool.query<{ size: string }>(
      'select size::text as size from ledger.head',
    );
    const checkpoint = await (await fetch(`${city.origin}/ledger/checkpoint`)).text();
    if (checkpoint.split('\n')[1] === rows[0]?.size) return;
  }
}

/** What somebody with the password of the database's owner can do: the head of the queue is not there for a moment. */
async function hidden(no: string, state: 'held' | 'waiting'): Promise<void> {
  await city.database.ownerPool.query(
    `update queue.ticket set state = $2 where case_id = (select id from cases."case" where short_no = $1)`,
    [no, state],
  );
}

async function as(login: string, path: string, work: (page: Page) => Promise<void>): Promise<void> {
  await withPage({ baseURL: city.origin, script: false, screen: 'phone' }, async (page) => {
    await become(page, city, await sessionOf(city, login));
    await page.goto(path);
    await work(page);
  });
}

const shown = async (page: Page) => page.locator('main').innerText();

test('who was passed over objects; the take out of turn is found at once, with evidence that the platform’s own page accepts', async () => {
  let evidence = Buffer.alloc(0);
  await as('zhang-wei', `/cases/${first}`, async (page) => {
    await page.getByRole('link', { name: t('objection.link') }).click();
    await page.getByLabel(t('objection.words'), { exact: true }).fill(WORDS);
    await press(page, page.getByRole('button', { name: t('objection.do') }));
    await page.getByText(t('objection.done')).waitFor();
    await reviewed(page);
    const text = await shown(page);
    assert.ok(text.includes(t('objection.review.jumped', { jumps: 1 })), text);
    assert.ok(text.includes(t('objection.why.out-of-turn')));
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: t('audit.take.out-of-turn') }).click();
    evidence = readFileSync(await (await download).path());
  });
  await withPage({ baseURL: city.origin }, async (page) => {
    await page.goto('/verify');
    await page
      .locator('#file')
      .setInputFiles({ name: 'evidence.json', mimeType: 'application/json', buffer: evidence });
    await page.locator('#result h2').waitFor();
    assert.match(await page.locator('#result').innerText(), new RegExp(t('audit.take.out-of-turn').slice(0, 12)));
  });
});

/** The worker recomputes the rules within moments; the page says so when it is asked again. */
async function reviewed(page: Page): Promise<void> {
  while ((await page.locator('.state.reviewing').count()) > 0) await page.reload();
}

test('the unit replies, somebody else upholds it with reasons, and the applicant gets a message', async () => {
  await as('approver-gaj', '/desk', async (page) => {
    await page.getByRole('link', { name: t('objection.hear.title') }).click();
    assert.ok((await shown(page)).includes(t('objection.hear.jumps', { count: 1 })));
    await page.getByRole('link', { name: first }).click();
    await page.getByLabel(t('objection.hear.reply.text')).fill(REPLY);
    await press(page, page.getByRole('button', { name: t('objection.hear.reply.do') }));
    await page.getByText(t('objection.hear.done.replied')).waitFor();
  });
  await as('supervisor', '/desk', async (page) => {
    await page.getByRole('link', { name: t('objection.hear.title') }).click();
    await page.getByRole('link', { name: first }).click();
    assert.ok((await shown(page)).includes(REPLY));
    await page.getByLabel(t('objection.state.upheld'), { exact: true }).check();
    await page.getByLabel(t('objection.hear.answer.text')).fill(ANSWER);
    await press(page, page.getByRole('button', { name: t('objection.hear.answer.do'), exact: true }));
    await page.getByText(t('objection.hear.done.answered')).waitFor();
  });
  await as('zhang-wei', '/my/messages', async (page) => {
    const told = page.getByText(/顺序异议有答复/);
    while ((await told.count()) === 0) await page.reload();
    await page.goto(`/cases/${first}/objections`);
    const text = await shown(page);
    for (const said of [WORDS, REPLY, ANSWER, t('objection.state.upheld')]) assert.ok(text.includes(said), said);
  });
  await as('zhang-wei', '/open', async (page) => {
    const figures = t('open.objections', { filed: 1, upheld: 1, notUpheld: 0 });
    assert.ok((await shown(page)).includes(figures), figures);
  });
});
