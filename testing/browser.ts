import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  chromium as playwright,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { z } from 'zod';
import { chromium } from './chromium.ts';

export interface Visit {
  /** Where relative addresses lead. */
  readonly baseURL?: string;
  /** false: a browser that runs no script at all. */
  readonly script?: boolean;
  readonly screen?: keyof typeof screens;
  readonly dark?: boolean;
}

const screens = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 390, height: 844 },
  /** The narrowest that everything must fit, and what 400 % zoom on a desktop amounts to. */
  narrow: { width: 320, height: 640 },
} as const;

/** Longer than any page of ours needs on two busy cores; nothing is waited for in vain. */
const PATIENCE_MS = 20_000;

let browser: Promise<Browser> | undefined;

/** Opens a page in a fresh browser profile, so that nobody is signed in, and closes it after `work`. */
export async function withPage<T>(visit: Visit, work: (page: Page) => Promise<T>): Promise<T> {
  browser ??= launch();
  const context = await (await browser).newContext(contextOptions(visit));
  visits.set(context, visit);
  context.setDefaultTimeout(PATIENCE_MS);
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

/** Call in `after`, if `withPage` was used. */
export async function closeBrowser(): Promise<void> {
  const open = await browser;
  browser = undefined;
  await open?.close();
}

export interface Violation {
  readonly id: string;
  readonly help: string;
  readonly targets: readonly string[];
}

/** What axe finds on the page: WCAG 2.2 A and AA, and its best practices. */
export async function axeViolations(page: Page): Promise<readonly Violation[]> {
  const visit = visits.get(page.context());
  return visit?.script === false ? onACopy(page, visit) : runAxe(page);
}

async function runAxe(page: Page): Promise<readonly Violation[]> {
  // As an expression, not as a script element: the pages' content security policy allows none.
  await page.evaluate(axeSource());
  const { violations } = AxeResult.parse(
    await page.evaluate(`axe.run(document, { resultTypes: ['violations'], elementRef: false })`),
  );
  return violations.map(({ id, help, nodes }) => ({ id, help, targets: nodes.map(({ target }) => target.join(' ')) }));
}

/** Axe is a script: a page without it is looked at as a copy, in which axe may run and the page's own script may not. */
async function onACopy(page: Page, visit: Visit): Promise<readonly Violation[]> {
  const url = page.url().startsWith('http') ? page.url() : 'http://copy.test/';
  const body = await page.content();
  return withPage({ ...visit, script: true }, async (copy) => {
    const headers = { 'content-security-policy': "script-src 'none'" };
    await copy.route(url, async (route) => route.fulfill({ body, headers, contentType: 'text/html; charset=utf-8' }));
    await copy.goto(url);
    return runAxe(copy);
  });
}

const visits = new WeakMap<BrowserContext, Visit>();

const AxeResult = z.object({
  violations: z.array(
    z.object({ id: z.string(), help: z.string(), nodes: z.array(z.object({ target: z.array(z.string()) })) }),
  ),
});

let source: string | undefined;
function axeSource(): string {
  source ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  return source;
}

async function launch(): Promise<Browser> {
  // The package's own arguments switch off web security: only the one that containers need.
  return playwright.launch({ ...chromium(), headless: true, args: ['--no-sandbox'] });
}

function contextOptions({ baseURL, script = true, screen = 'desktop', dark = false }: Visit): BrowserContextOptions {
  return {
    viewport: screens[screen],
    isMobile: screen !== 'desktop',
    hasTouch: screen !== 'desktop',
    javaScriptEnabled: script,
    colorScheme: dark ? 'dark' : 'light',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...(baseURL === undefined ? {} : { baseURL }),
  };
}
