import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { walkByKeyboard } from './pages/keyboard.ts';
import { Tour } from './pages/tour.ts';

let tour: Tour;
before(async () => {
  tour = await Tour.open();
});
after(async () => tour.close());

test('every page is all words, and at home on a keyboard: a skip link first, everything in reach, focus in sight', async () => {
  const faults = await tour.eachLook({}, async (page) => [
    ...untranslated(await wordsOf(page)),
    ...(await walkByKeyboard(page)),
  ]);
  assert.deepEqual(faults, []);
});

/** What a page says in words of its own: code is not words, and what people wrote is theirs. */
async function wordsOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const others = [...document.querySelectorAll<HTMLElement>('code, textarea, ins, del, q')];
    for (const each of others) each.style.setProperty('display', 'none', 'important');
    const words = document.body.innerText;
    for (const each of others) each.style.removeProperty('display');
    return words;
  });
}

/** Keys of texts, and what is left of values that were not there. */
function untranslated(shown: string): readonly string[] {
  const keys = [...shown.matchAll(/\b[a-z]+(\.[a-zA-Z-]+){1,4}\b/g)].map(([key]) => key);
  const gaps = [...shown.matchAll(/\{\w+\}|undefined|NaN|\[object/g)].map(([gap]) => gap);
  return [...keys.filter((key) => !/\.(pdf|png|cn|org)$/.test(key)), ...gaps];
}
