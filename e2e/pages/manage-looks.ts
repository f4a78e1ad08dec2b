import type { Page } from 'playwright-core';
import type { Look } from './look.ts';
import { press } from './press.ts';
import type { Scene } from './scene.ts';

/** The bureau's tools. */
export function manageLooks({ change, brokenChange, proposedChange }: Scene): readonly Look[] {
  return [
    { who: 'bureau', name: 'services to change', path: '/manage/services' },
    { who: 'bureau', name: 'service changed wrongly', path: '/manage/services', then: startNothing },
    { who: 'bureau', name: 'change begun', path: `/manage/changes/${change}` },
    { who: 'bureau', name: 'route to draw', path: `/manage/changes/${change}/route` },
    { who: 'bureau', name: 'table to decide by', path: `/manage/changes/${change}/decisions/urgency` },
    { who: 'bureau', name: 'texts to write', path: `/manage/changes/${change}/templates` },
    { who: 'bureau', name: 'texts written wrongly', path: `/manage/changes/${brokenChange}/templates` },
    { who: 'bureau', name: 'form to write', path: `/manage/changes/${change}/form` },
    { who: 'bureau', name: 'question to write', path: `/manage/changes/${change}/form?page=1&field=0` },
    { who: 'bureau', name: 'item to write', path: `/manage/changes/${change}/item` },
    { who: 'bureau', name: 'item written wrongly', path: `/manage/changes/${brokenChange}/item` },
    { who: 'bureau', name: 'item as residents would read it', path: `/manage/changes/${change}/item/preview` },
    { who: 'bureau', name: 'form as applicants see it', path: `/manage/changes/${change}/form/preview?page=1` },
    { who: 'bureau', name: 'change to mend before it is tried', path: `/manage/changes/${change}/try` },
    { who: 'bureau', name: 'change tried', path: `/manage/changes/${proposedChange}/try` },
    { who: 'bureau', name: 'change with problems', path: `/manage/changes/${brokenChange}` },
    { who: 'deputy-bureau', name: 'change to publish', path: `/manage/changes/${proposedChange}` },
    { who: 'bureau', name: 'queues to rule', path: '/manage/queues' },
    { who: 'bureau', name: 'queue paused without a reason', path: '/manage/queues', then: pauseNothing },
  ];
}

async function startNothing(page: Page): Promise<void> {
  await page.locator('#item').fill('LJ-XX-999');
  await press(page, page.locator('main button.primary').last());
}

async function pauseNothing(page: Page): Promise<void> {
  await page.locator('main summary').first().click();
  await press(page, page.locator('form[action="?/pause"] button').first());
}
