import type { Page } from 'playwright-core';
import type { Look } from './look.ts';
import type { Scene } from './scene.ts';
import { press } from './press.ts';

/** Bundles as visitors, applicants and the bureau see them. */
export function bundleLooks({ bundle }: Scene): readonly Look[] {
  return [
    { name: 'bundle with something from outside', path: '/bundles/YJS-03' },
    { who: 'he-xiuying', name: 'bundle filed', path: `/bundles/applications/${bundle}` },
    { who: 'he-xiuying', name: 'bundles of mine', path: '/bundles' },
    { who: 'he-xiuying', name: 'bundle messages', path: '/my/messages' },
    ...bundleChangeLooks,
  ];
}

/** How the bureau sees the bundles that it writes. */
const bundleChangeLooks: readonly Look[] = [
  { who: 'bureau', name: 'bundles to change', path: '/manage/bundles' },
  {
    who: 'bureau',
    name: 'bundle begun without a name',
    path: '/manage/bundles',
    then: (page) => press(page, primary(page)),
  },
  { who: 'bureau', name: 'bundle to change', path: '/manage/bundles/YJS-02' },
  { who: 'bureau', name: 'bundle with problems', path: '/manage/bundles/YJS-01' },
  ...(['about', 'questions', 'nodes', 'edges', 'materials'] as const).map((part): Look => ({
    who: 'bureau',
    name: `bundle written, ${part}`,
    path: `/manage/bundles/YJS-01?part=${part}`,
  })),
  { who: 'bureau', name: 'bundle services found', path: '/manage/bundles/YJS-01?part=nodes&q=开饭店#find' },
  { who: 'bureau', name: 'bundle saved meanwhile', path: '/manage/bundles/YJS-01?part=edges', then: savedMeanwhile },
  { who: 'bureau', name: 'bundle without a preview', path: '/manage/bundles/YJS-01/preview' },
  { who: 'deputy-bureau', name: 'bundle to publish', path: '/manage/bundles/YJS-06' },
  { who: 'deputy-bureau', name: 'bundle preview', path: '/manage/bundles/YJS-06/preview' },
];

/** Somebody else has saved since the page was opened. */
async function savedMeanwhile(page: Page): Promise<void> {
  await page.locator('[name=revision]').evaluate((field: HTMLInputElement) => (field.value = '1'));
  await page.locator('[name="edges.0.passes"]').fill('营业执照副本');
  await press(page, primary(page));
}

const primary = (page: Page) => page.locator('main button.primary').last();
