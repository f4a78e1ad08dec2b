import type { Page } from 'playwright-core';
import type { Look } from './look.ts';
import { press } from './press.ts';
import type { Scene } from './scene.ts';
import { t } from './words.ts';

/** The desk in every state. */
export function deskLooks({ inHand, examined, joint, toDecide, toDeliver, proposal }: Scene): readonly Look[] {
  return [
    { who: 'clerk-gaj', name: 'desk with a case in hand', path: '/desk' },
    { who: 'clerk-gjj', name: 'desk with empty hands', path: '/desk' },
    {
      who: 'clerk-gjj',
      name: 'desk with nothing to take',
      path: '/desk',
      then: (page) => press(page, takeNext(page)),
    },
    { who: 'supervisor', name: 'desk without a queue', path: '/desk' },
    { who: 'clerk-gaj', name: 'cases led', path: '/desk/joint' },
    { who: 'clerk-gaj', name: 'visits, none', path: '/desk/visits' },
    { who: 'clerk-gjj', name: 'cases led, none', path: '/desk/joint' },
    { who: 'clerk-gaj', name: 'priorities', path: '/desk/priorities' },
    { who: 'clerk-gaj', name: 'priority proposed wrongly', path: '/desk/priorities', then: proposeNothing },
    { who: 'clerk-gjj', name: 'priorities, none', path: '/desk/priorities' },
    { who: 'approver-gaj', name: 'priority to sign', path: `/desk/priorities/${proposal}` },
    {
      who: 'approver-gaj',
      name: 'priority declined without a reason',
      path: `/desk/priorities/${proposal}`,
      then: declineNothing,
    },
    { who: 'clerk-gaj', name: 'priority for others to sign', path: `/desk/priorities/${proposal}` },
    { who: 'clerk-gaj', name: 'desk case to accept', path: `/desk/cases/${inHand}` },
    { who: 'examiner-scj', name: 'desk case to examine', path: `/desk/cases/${examined}` },
    { who: 'examiner-xfj', name: 'desk case with other departments', path: `/desk/cases/${joint}` },
    { who: 'approver-scj', name: 'desk case to decide', path: `/desk/cases/${toDecide}` },
    { who: 'approver-scj', name: 'desk case with a ready text', path: `/desk/cases/${toDecide}`, then: chooseText },
    { who: 'clerk-scj', name: 'desk case to deliver', path: `/desk/cases/${toDeliver}` },
    { who: 'approver-scj', name: 'desk case of somebody else', path: `/desk/cases/${toDecide}`, then: decideElsewhere },
    { who: 'approver-scj', name: 'desk case refused', path: `/desk/cases/${toDecide}`, then: decideNothing },
  ];
}

const takeNext = (page: Page) => page.getByRole('button', { name: t('desk.takeNext') });

const primary = (page: Page) => page.locator('main button.primary').last();

/** What happens when the task has gone back to its place meanwhile. */
async function decideElsewhere(page: Page): Promise<void> {
  const form = page.locator('form[action="?/decide"]');
  await form.locator('[name=reason]').fill('现场没有设置冷食专间，与布局图不一致。');
  await form.evaluate((element) => element.setAttribute('action', '/desk/cases/LJ261122999999W?/decide'));
  await press(page, page.locator('form[action$="?/decide"] button.primary'));
}

async function chooseText(page: Page): Promise<void> {
  await press(page, page.locator('form[action="?/decide"] button[name=fill]').last());
}

async function decideNothing(page: Page): Promise<void> {
  await press(page, page.locator('form[action="?/decide"] button.primary'));
}

async function recordNothing(page: Page): Promise<void> {
  const form = page.locator('form[action="?/record-visit"]');
  const fold = page.locator('details', { has: form });
  // What was typed on an earlier look is kept, and stands open.
  if ((await fold.getAttribute('open')) === null) await fold.locator('summary').first().click();
  await form.locator('[name=findings]').fill('');
  for (const box of await form.locator('[name=inspectors]').all()) await box.uncheck();
  await press(page, form.locator('button.primary'));
}

async function proposeNothing(page: Page): Promise<void> {
  await page.locator('#propose-case').fill('LJ261122000001G');
  await press(page, primary(page));
}

async function declineNothing(page: Page): Promise<void> {
  await page.locator('main summary').click();
  await press(page, page.locator('form[action="?/decline"] button'));
}

/** Visits to the site, their signatures, and what lies in colleagues' hands. */
export function visitLooks({ visited }: Scene): readonly Look[] {
  return [
    { who: 'examiner-gcj', name: 'desk visit to the site', path: `/desk/cases/${visited}` },
    { who: 'examiner-gcj', name: 'desk visit recorded wrongly', path: `/desk/cases/${visited}`, then: recordNothing },
    { who: 'examiner-xfj', name: 'records to sign', path: '/desk/signatures' },
    { who: 'examiner-scj', name: 'records to sign, none', path: '/desk/signatures' },
    { who: 'examiner-xfj', name: 'record to sign', path: `/desk/signatures/${visited}-1` },
    { who: 'approver-scj', name: 'tasks in hands', path: '/desk/hands' },
    { who: 'approver-gjj', name: 'tasks in hands, none', path: '/desk/hands' },
  ];
}
