// Plays the sample city and takes the pictures of the documentation: `bin/pictures`.
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { caseView } from '#cases';
import type { Page } from 'playwright-core';
import { closeBrowser, withPage, type Visit } from '#testing/browser';
import { resident } from '../modules/cases/testing.ts';
import { openCity, type City } from './pages/city.ts';
import type { Look } from './pages/look.ts';
import { press } from './pages/press.ts';
import { playQuietMorning } from './pages/quiet-morning.ts';
import { playScene, type Scene } from './pages/scene.ts';
import { become, sessionOf, setElder } from './pages/sessions.ts';
import { t } from './pages/words.ts';

const DIRECTORY = join(import.meta.dirname, '../docs/pictures');
const wanted = process.argv.slice(2);

interface Mode extends Visit {
  readonly suffix: string;
  readonly elder: boolean;
  readonly only?: string;
}

const modes: readonly Mode[] = [
  { suffix: 'desktop', screen: 'desktop', elder: false },
  { suffix: 'phone', screen: 'phone', elder: false },
  { suffix: 'elder-desktop', screen: 'desktop', elder: true, only: 'home' },
  { suffix: 'elder-phone', screen: 'phone', elder: true, only: 'home' },
  { suffix: 'dark-desktop', screen: 'desktop', elder: false, dark: true, only: 'home' },
  { suffix: 'dark-phone', screen: 'phone', elder: false, dark: true, only: 'home' },
];

async function looks(city: City, scene: Scene): Promise<readonly Look[]> {
  const mine = { who: 'zhang-wei' } as const;
  const zhang = await resident(city.world, 'zhang-wei');
  const { no, queryCode } = await caseView(city.world, zhang, scene.examined);
  return [
    { name: 'home', path: '/' },
    { name: 'search', path: `/services?q=${encodeURIComponent('身份证丢了')}` },
    { name: 'guide', path: '/services/LJ-SC-005' },
    { name: 'sign-in', path: '/sign-in' },
    { ...mine, name: 'draft', path: `/drafts/${scene.draft}` },
    { ...mine, name: 'form', path: `/drafts/${scene.draft}/person` },
    { ...mine, name: 'check', path: `/drafts/${scene.fullDraft}/check` },
    { ...mine, name: 'filed', path: `/cases/${scene.waiting}?filed` },
    { ...mine, name: 'receipt', path: `/cases/${scene.waiting}/receipt` },
    { ...mine, name: 'cases', path: '/cases' },
    { ...mine, name: 'case', path: `/cases/${scene.delivered}` },
    { ...mine, name: 'supplement', path: `/cases/${scene.supplement}` },
    { ...mine, name: 'messages', path: '/my/messages' },
    {
      name: 'track',
      path: '/track',
      then: async (page) => {
        await page.locator('#no').fill(no);
        await page.locator('#code').fill(queryCode);
        await press(page, page.getByRole('button', { name: t('track.go') }));
      },
    },
    { who: 'clerk-gaj', name: 'desk', path: '/desk' },
    { who: 'approver-scj', name: 'desk-case', path: `/desk/cases/${scene.toDecide}` },
    { name: 'open', path: '/open' },
    { name: 'open-queue', path: '/open/queues/gaj-acceptance' },
    { name: 'not-found', path: '/nothing-here' },
  ];
}

const ledgerLooks: readonly Look[] = [
  { name: 'ledger', path: '/open/ledger' },
  { name: 'ledger-about', path: '/open/ledger/about' },
  {
    name: 'verify',
    path: '/verify',
    then: async (page) => {
      await page.locator('#file').setInputFiles({ name: 'checkpoint', mimeType: '', buffer: await newest(page) });
      await page.locator('#result h2').waitFor();
    },
  },
];

async function newest(page: Page): Promise<Buffer> {
  return (await page.request.get('/ledger/checkpoint')).body();
}

async function take(city: City, mode: Mode, all: readonly Look[]): Promise<void> {
  await withPage({ ...mode, baseURL: city.origin }, async (page) => {
    await setElder(page, city, mode.elder);
    for (const { name, who, path, then } of all) {
      if (mode.only !== undefined && mode.only !== name) continue;
      await become(page, city, who === undefined ? undefined : await sessionOf(city, who));
      await page.goto(path);
      await then?.(page);
      const file = join(DIRECTORY, `${name}-${mode.suffix}.png`);
      await page.screenshot({ path: file });
      process.stdout.write(`${name}-${mode.suffix}.png ${Math.round(statSync(file).size / 1024)} KB\n`);
    }
  });
}

const isWanted = ({ name }: Look) => wanted.length === 0 || wanted.some((start) => name.startsWith(start));

async function takeIn(city: City, all: readonly Look[]): Promise<void> {
  for (const mode of modes) await take(city, mode, all.filter(isWanted));
}

mkdirSync(DIRECTORY, { recursive: true });
const busy = await openCity();
const quiet = await openCity();
try {
  await takeIn(busy, await looks(busy, await playScene(busy)));
  await playQuietMorning(quiet);
  await takeIn(quiet, ledgerLooks);
} finally {
  await closeBrowser();
  await busy.close();
  await quiet.close();
}
process.exit(0);
