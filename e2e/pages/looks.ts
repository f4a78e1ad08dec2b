import { plainLooks } from './plain-looks.ts';
import type { Page } from 'playwright-core';
import { bundleLooks } from './bundle-looks.ts';
import type { Look } from './look.ts';
import type { Scene } from './scene.ts';
import { deskLooks, visitLooks } from './desk-looks.ts';
import { manageLooks } from './manage-looks.ts';
import { press } from './press.ts';
import { processLooks } from './process-looks.ts';
import { t } from './words.ts';

export type { Look, Who } from './look.ts';

/** Every page in the states that matter: empty, filled, wrong, refused, missing. */
export function everyLook(scene: Scene): readonly Look[] {
  return [
    ...publicLooks,
    ...filingLooks(scene),
    ...caseLooks(scene),
    ...deskLooks(scene),
    ...visitLooks(scene),
    ...oversightLooks(scene),
    ...manageLooks(scene),
    ...processLooks(scene),
    ...bundleLooks(scene),
  ];
}

const publicLooks: readonly Look[] = [
  { name: 'search', path: `/services?q=${encodeURIComponent('我要开饭店')}` },
  { name: 'browse', path: '/services' },
  { name: 'nothing found', path: '/services?q=qqqqqqqq' },
  { name: 'guide', path: '/services/LJ-SC-005' },
  ...plainLooks,
  { name: 'bundles', path: '/bundles' },
  { name: 'bundle', path: '/bundles/YJS-01' },
  { name: 'bundle questions', path: '/bundles/YJS-01/questions' },
  { name: 'apply as a visitor', path: '/services/LJ-SC-005/apply' },
  { name: 'sign-in', path: '/sign-in' },
  { name: 'sign-in refused', path: '/sign-in', then: wrongPassword },
  { name: 'track', path: '/track' },
  { name: 'track without a number', path: '/track', then: (page) => press(page, primary(page)) },
  { name: 'track without a match', path: '/track', then: trackNothing },
  { name: 'open board', path: '/open' },
  { name: 'ledger', path: '/open/ledger' },
  { name: 'about the ledger', path: '/open/ledger/about' },
  { name: 'verify', path: '/verify' },
  { name: 'verify, verified', path: '/verify', then: verifyPolicy },
  { name: 'verify, refused', path: '/verify', then: verifyNothing },
  { name: 'open queue', path: '/open/queues/gaj-acceptance' },
  { name: 'open queue of nobody', path: '/open/queues/gjj-decision' },
  { name: 'not found', path: '/nothing-here' },
];

function filingLooks({ draft, emptyDraft }: Scene): readonly Look[] {
  const mine = { who: 'zhang-wei' } as const;
  return [
    { ...mine, name: 'apply', path: '/services/LJ-GA-002/apply' },
    { who: 'clerk-gaj', name: 'apply as an officer', path: '/services/LJ-GA-002/apply' },
    { ...mine, name: 'draft', path: `/drafts/${draft}` },
    { ...mine, name: 'draft of a generated form', path: `/drafts/${emptyDraft}` },
    { ...mine, name: 'form page', path: `/drafts/${draft}/person` },
    { ...mine, name: 'form page with an address', path: `/drafts/${draft}/shop` },
    {
      ...mine,
      name: 'form page with problems',
      path: `/drafts/${draft}/staff`,
      then: (page) => press(page, primary(page)),
    },
    { ...mine, name: 'form page with files', path: `/drafts/${draft}/materials` },
    { ...mine, name: 'check', path: `/drafts/${draft}/check` },
    { ...mine, name: 'check refused', path: `/drafts/${draft}/check`, then: (page) => press(page, primary(page)) },
  ];
}

function caseLooks(scene: Scene): readonly Look[] {
  const mine = { who: 'zhang-wei' } as const;
  const states = ['delivered', 'refused', 'denied', 'withdrawn', 'examined', 'joint', 'supplement', 'waiting'] as const;
  return [
    { ...mine, name: 'my cases', path: '/cases' },
    { who: 'li-ming', name: 'my cases, none', path: '/cases' },
    { ...mine, name: 'confirmation', path: `/cases/${scene.waiting}?filed` },
    ...states.map((state) => ({ ...mine, name: `case ${state}`, path: `/cases/${scene[state]}` })),
    { ...mine, name: 'track with a match', path: `/cases/${scene.waiting}?filed`, then: trackMine },
    { ...mine, name: 'objections, none', path: `/cases/${scene.waiting}/objections` },
    { ...mine, name: 'objection replied', path: `/cases/${scene.supplement}/objections` },
    { ...mine, name: 'objection answered', path: `/cases/${scene.delivered}/objections` },
    {
      ...mine,
      name: 'objection without words',
      path: `/cases/${scene.waiting}/objections`,
      then: (page) => press(page, primary(page)),
    },
    { ...mine, name: 'case with a visit', path: `/cases/${scene.visited}` },
    { ...mine, name: 'receipt', path: `/cases/${scene.waiting}/receipt` },
    { ...mine, name: 'case with a problem', path: `/cases/${scene.supplement}`, then: sendNothing },
    { ...mine, name: 'withdrawal after signing out', path: `/cases/${scene.waiting}`, then: withdrawSignedOut },
    { who: 'yang-amei', name: 'case of somebody else', path: `/cases/${scene.waiting}` },
    { ...mine, name: 'messages', path: '/my/messages' },
    { who: 'li-ming', name: 'messages, none', path: '/my/messages' },
    { who: 'li-ming', name: 'capacity', path: '/my/capacity' },
    { ...mine, name: 'capacity, nobody else', path: '/my/capacity' },
  ];
}

function oversightLooks({ objection }: Scene): readonly Look[] {
  return [
    { who: 'supervisor', name: 'what the platform decided', path: '/oversight/automatic' },
    { who: 'bureau', name: 'objections to hear', path: '/oversight/objections' },
    { who: 'approver-scj', name: 'objections to hear, none', path: '/oversight/objections' },
    { who: 'approver-gaj', name: 'objection of the unit', path: `/oversight/objections/${objection}` },
    { who: 'supervisor', name: 'objection to answer', path: `/oversight/objections/${objection}` },
    {
      who: 'bureau',
      name: 'objection answered without a reason',
      path: `/oversight/objections/${objection}`,
      then: (page) => press(page, primary(page)),
    },
  ];
}

const primary = (page: Page) => page.locator('main button.primary').last();

async function wrongPassword(page: Page): Promise<void> {
  await page.getByLabel(t('signin.login'), { exact: true }).fill('zhang-wei');
  await page.getByLabel(t('signin.password'), { exact: true }).fill('wrong');
  await press(page, page.getByRole('button', { name: t('signin.go'), exact: true }));
}

async function trackNothing(page: Page): Promise<void> {
  await page.locator('#no').fill('LJ261122000001G');
  await page.locator('#code').fill('AAAAAAAA');
  await press(page, primary(page));
}

/** With the number and the code that the confirmation shows. */
async function trackMine(page: Page): Promise<void> {
  const shown = (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
  await page.goto('/track');
  await page.locator('#no').fill(/LJ[0-9]{12}[0-9A-Z]/.exec(shown)?.[0] ?? '');
  await page.locator('#code').fill(/ ([A-Z2-7]{8}) /.exec(shown)?.[1] ?? '');
  await press(page, primary(page));
  await page.locator('ol').first().waitFor();
}

async function sendNothing(page: Page): Promise<void> {
  await press(page, page.getByRole('button', { name: t('case.supplement.send') }));
}

/** The words come back with the error, since nobody knows whose they were. */
async function withdrawSignedOut(page: Page): Promise<void> {
  await page.locator('.withdraw summary').click();
  await page.locator('#withdraw-reason').fill('家里有事，先不办了。\n过完年再来。');
  await page.context().clearCookies({ name: 'tb_session' });
  await press(page, page.locator('.withdraw button'));
}

async function verifyNothing(page: Page): Promise<void> {
  await page.getByRole('button', { name: t('verify.paste.go'), exact: true }).click();
  await page.locator('#result h2').waitFor();
}

async function verifyPolicy(page: Page): Promise<void> {
  await page.locator('#text').fill((await page.locator('#verify').getAttribute('data-policy')) ?? '');
  await verifyNothing(page);
}
