import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { axeViolations, closeBrowser, withPage, type Visit } from '#testing/browser';
import { startServer } from '#testing/running-server';
import { excess, PUBLIC_PAGES, weigh } from './weights.ts';

const server = await startServer();
after(async () => {
  await closeBrowser();
  await server.close();
});

const elder = { name: 'tb_elder', value: '1', url: server.origin };
const modes: readonly (Visit & { readonly name: string; readonly elder?: boolean })[] = [
  { name: 'on a desktop', screen: 'desktop' },
  { name: 'on a phone in the dark', screen: 'phone', dark: true },
  { name: 'on a narrow phone for the elderly', screen: 'narrow', elder: true },
];

for (const mode of modes) {
  test(`every public page is accessible and fits ${mode.name}`, async () => {
    await withPage({ ...mode, baseURL: server.origin }, async (page) => {
      if (mode.elder === true) await page.context().addCookies([elder]);
      for (const path of [...PUBLIC_PAGES, '/sign-in']) {
        await page.goto(path);
        assert.deepEqual(await axeViolations(page), [], path);
        const excessWidth = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(excessWidth, 0, `${path} is too wide`);
      }
    });
  });
}

test('every public page keeps the budget of a bad line, and runs no script', async () => {
  for (const path of PUBLIC_PAGES) assert.deepEqual(excess(await weigh(server.origin, path)), []);
});

test('without script: from everyday words to the guide and back', async () => {
  await withPage({ baseURL: server.origin, script: false, screen: 'phone' }, async (page) => {
    await page.goto('/');
    await page.fill('main [name=q]', '身份证丢了');
    await page.click('main [role=search] button');
    await page.click('text=身份证丢了补办');
    assert.equal(new URL(page.url()).pathname, '/services/LJ-GA-002');
    await page.goBack();
    assert.equal(new URL(page.url()).searchParams.get('q'), '身份证丢了');
  });
});

test('the larger mode is switched on where one is and stays on the next page', async () => {
  await withPage({ baseURL: server.origin, script: false }, async (page) => {
    await page.goto('/services?q=sfz');
    await page.click('text=长辈版');
    assert.equal(new URL(page.url()).search, '?q=sfz');
    await page.goto('/track');
    assert.equal(await page.getAttribute('html', 'class'), 'elder');
  });
});

test('a page that needs somebody leads to the sign-in and back to itself', async () => {
  await withPage({ baseURL: server.origin, script: false }, async (page) => {
    await page.goto('/my/capacity');
    assert.match(new URL(page.url()).pathname, /^\/sign-in\//);
    await page.click('text=李明');
    assert.equal(new URL(page.url()).pathname, '/my/capacity');
    await page.click('text=丽江雪山小馆');
    await page.click('main form .button');
    await page.waitForSelector('header >> text=李明 代 丽江雪山小馆');
  });
});

test('a page that does not exist says so, and offers the search', async () => {
  const answer = await fetch(`${server.origin}/services/NO-SUCH`);
  assert.equal(answer.status, 404);
  assert.match(await answer.text(), /没有找到这个页面[^]*role="search"/);
});

test('a form that another site sends is refused', async () => {
  const answer = await fetch(`${server.origin}/mode`, {
    method: 'POST',
    headers: { origin: 'https://elsewhere.example', 'content-type': 'application/x-www-form-urlencoded' },
    body: 'elder=1&next=/',
  });
  assert.equal(answer.status, 403);
  assert.equal(answer.headers.get('set-cookie'), null);
});

test('every page forbids framing, foreign scripts and sniffing, and tells other sites nothing', async () => {
  const { headers } = await fetch(`${server.origin}/`);
  assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'.*frame-ancestors 'none'/);
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  assert.equal(headers.get('referrer-policy'), 'same-origin');
});
