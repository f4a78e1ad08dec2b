import type { Page } from 'playwright-core';
import { axeViolations, closeBrowser, withPage, type Visit } from '#testing/browser';
import { openCity, type City } from './city.ts';
import type { Look } from './look.ts';
import { everyLook } from './looks.ts';
import { playScene, type Scene } from './scene.ts';
import { become, sessionOf, setElder } from './sessions.ts';

/** How somebody looks at pages. */
export interface Mode extends Visit {
  readonly elder?: boolean;
}

/** The sample city after two busy days, and everybody who looks at a page of it. */
export class Tour {
  readonly #sessions = new Map<string, string>();
  readonly #city: City;
  readonly #scene: Scene;

  private constructor(city: City, scene: Scene) {
    this.#city = city;
    this.#scene = scene;
  }

  static async open(): Promise<Tour> {
    const city = await openCity();
    return new Tour(city, await playScene(city));
  }

  async close(): Promise<void> {
    await closeBrowser();
    await this.#city.close();
  }

  /** Shows every page in every state to `look`. @returns what it found fault with, by the name of the page */
  async eachLook(mode: Mode, look: (page: Page) => Promise<readonly string[]>): Promise<readonly string[]> {
    const faults: string[] = [];
    await withPage({ ...mode, baseURL: this.#city.origin }, async (page) => {
      await setElder(page, this.#city, mode.elder === true);
      for (const at of everyLook(this.#scene)) {
        await this.#goTo(page, at);
        faults.push(...(await look(page)).map((fault) => `${at.name}: ${fault}`));
      }
    });
    return faults;
  }

  async #goTo(page: Page, { who, path, then }: Look): Promise<void> {
    await become(page, this.#city, who === undefined ? undefined : await this.#sessionFor(who));
    await page.goto(path);
    await then?.(page);
  }

  async #sessionFor(login: string): Promise<string> {
    const session = this.#sessions.get(login) ?? (await sessionOf(this.#city, login));
    this.#sessions.set(login, session);
    return session;
  }
}

/** What axe finds, and whether anything must be scrolled sideways. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  const found = (await axeViolations(page)).map(({ id, targets }) => `${id} at ${targets.join(' | ')}`);
  const tooWide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return tooWide > 0 ? [...found, `${tooWide} pixels too wide`] : found;
}
