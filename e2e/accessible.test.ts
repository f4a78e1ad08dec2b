import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { axeViolations, closeBrowser, withPage, type Visit } from '#testing/browser';
import { openCity, type City } from './pages/city.ts';
import { everyLook, type Look } from './pages/looks.ts';
import { walkByKeyboard } from './pages/keyboard.ts';
import { playScene, type Scene } from './pages/scene.ts';
import { become, sessionOf, setElder } from './pages/sessions.ts';

let city: City;
let scene: Scene;
const sessions = new Map<string, string>();
before(async () => {
  city = await openCity();
  scene = await playScene(city);
});
after(async () => {
  await closeBrowser();
  await city.close();
});

interface Mode extends Visit {
  readonly name: string;
  readonly elder: boolean;
}

const modes: readonly Mode[] = [
  { name: 'on a desktop', screen: 'desktop', elder: false },
  { name: 'on a desktop for the elderly, in the dark', screen: 'desktop', elder: true, dark: true },
  { name: 'on the narrowest phone', screen: 'narrow', elder: false },
  { name: 'on the narrowest phone for the elderly', screen: 'narrow', elder: true },
];

// Side by side: each mode is a browser profile of its own, and none of them changes anything.
describe('every page', { concurrency: true }, () => {
  for (const mode of modes)
    test(`every page in every state is accessible and fits ${mode.name}`, async () => {
      const faults: string[] = [];
      await eachLook(mode, async (page, { name }) => {
        for (const { id, targets } of await axeViolations(page))
          faults.push(`${name}: ${id} at ${targets.join(' | ')}`);
        const tooWide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (tooWide > 0) faults.push(`${name}: ${tooWide} pixels too wide`);
      });
      assert.deepEqual(faults, []);
    });

  test('every page is all words, and at home on a keyboard: a skip link first, everything in reach, focus in sight', async () => {
    const faults: string[] = [];
    await eachLook({ name: 'with a keyboard', elder: false }, async (page, { name }) => {
      const found = [...untranslated(await page.locator('body').innerText()), ...(await walkByKeyboard(page))];
      faults.push(...found.map((fault) => `${name}: ${fault}`));
    });
    assert.deepEqual(faults, []);
  });
});

/** Keys of texts, and what is left of values that were not there. */
function untranslated(shown: string): readonly string[] {
  const keys = [...shown.matchAll(/\b[a-z]+(\.[a-zA-Z-]+){1,4}\b/g)].map(([key]) => key);
  const gaps = [...shown.matchAll(/\{\w+\}|undefined|NaN|\[object/g)].map(([gap]) => gap);
  return [...keys.filter((key) => !/\.(pdf|png|cn|org)$/.test(key)), ...gaps];
}

async function eachLook(mode: Mode, look: (page: Page, at: Look) => Promise<void>): Promise<void> {
  await withPage({ ...mode, baseURL: city.origin }, async (page) => {
    await setElder(page, city, mode.elder);
    for (const at of everyLook(scene)) {
      await become(page, city, at.who === undefined ? undefined : await sessionFor(at.who));
      await page.goto(at.path);
      await at.then?.(page);
      await look(page, at);
    }
  });
}

async function sessionFor(login: string): Promise<string> {
  const session = sessions.get(login) ?? (await sessionOf(city, login));
  sessions.set(login, session);
  return session;
}
