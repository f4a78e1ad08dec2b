import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { axeViolations, closeBrowser, withPage } from './browser.ts';

after(closeBrowser);

const page = (body: string) => `<!doctype html><html lang="zh-CN"><title>通办</title><main>${body}</main></html>`;
const good = page('<h1>身份证丢了</h1><p><a href="/services">我要办</a></p>');
const bad = page('<h1>一</h1><img src="x.png"><input>');

test('a page of text has nothing that axe objects to, with script and without', async () => {
  for (const script of [true, false])
    await withPage({ script }, async (tab) => {
      await tab.setContent(good);
      assert.deepEqual(await axeViolations(tab), []);
    });
});

test('a picture without words and a field without a name are found, with script and without', async () => {
  for (const script of [true, false])
    await withPage({ script }, async (tab) => {
      await tab.setContent(bad);
      const found = (await axeViolations(tab)).map(({ id }) => id);
      assert.ok(found.includes('image-alt') && found.includes('label'), found.join());
    });
});

test('Chinese characters are drawn, each different from the next', async () => {
  await withPage({}, async (tab) => {
    const pictures = new Set<string>();
    for (const character of ['办', '理', '𠮷', 'A']) {
      await tab.setContent(page(`<h1>${character}</h1>`));
      pictures.add((await tab.locator('h1').screenshot()).toString('base64'));
    }
    assert.equal(pictures.size, 4);
  });
});

test('script off means off', async () => {
  await withPage({ script: false }, async (tab) => {
    await tab.setContent(page('<p id="p">as served</p><script>p.textContent = "changed"</script>'));
    assert.equal(await tab.textContent('#p'), 'as served');
  });
});
