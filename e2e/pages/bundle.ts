import type { Page } from 'playwright-core';
import { caseView, readShortNo } from '#cases';
import { resident } from '../../modules/cases/testing.ts';
import type { City } from './city.ts';
import { press } from './press.ts';
import { t } from './words.ts';

/** A part of a filed bundle as its row has it, with the short number of its case. */
export interface PartNow {
  readonly node: string;
  readonly state: string;
  readonly case: string | null;
}

/** Answers every question of a bundle and asks what it comes to. */
export async function answerBundle(page: Page, answers: Readonly<Record<string, string>>): Promise<void> {
  await page.waitForURL(/\/questions/);
  for (const [name, value] of Object.entries(answers)) await page.locator(`[name="${name}"][value="${value}"]`).check();
  await press(page, page.getByRole('button', { name: t('bundles.questions.show') }));
}

/** Declares and files; stands on the page of the whole. @returns its number */
export async function fileBundle(page: Page): Promise<string> {
  await page.locator('#declared').check();
  await page.getByRole('button', { name: t('filing.check.submit') }).click();
  await page.waitForURL(/\/bundles\/applications\/\w+\?filed/);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** What the page of the whole says about one part. */
export async function partOnPage(page: Page, title: string): Promise<string> {
  const part = page.locator('li.part', { has: page.getByRole('heading', { name: title, exact: true }) });
  return part.innerText();
}

/** In one word, how a part stands. */
export async function stateOnPage(page: Page, title: string): Promise<string> {
  const part = page.locator('li.part', { has: page.getByRole('heading', { name: title, exact: true }) });
  return part.locator('.state').innerText();
}

export async function partsNow({ database }: City, no: string): Promise<Readonly<Record<string, PartNow>>> {
  const { rows } = await database.ownerPool.query<PartNow>(
    `select p.node, p.state, c.short_no as case from bundles.part p
     join bundles.application a on a.id = p.application_id left join cases."case" c on c.id = p.case_id where a.no = $1`,
    [no],
  );
  return Object.fromEntries(rows.map((row) => [row.node, row]));
}

interface Work {
  /** Somebody takes the case that is at the head of their queue and does what is to be done. */
  readonly turn: (work: { readonly login: string; readonly stage: string; readonly part: PartNow }) => Promise<void>;
  /** The joint visit waits. */
  readonly visit: () => Promise<void>;
}

const ROLES: Readonly<Record<string, string>> = { examination: 'examiner', decision: 'approver' };
const PATIENCE_MS = 30_000;

/** Lets everybody do what waits for them, until nothing of the bundle is open. */
export async function untilEnded(city: City, no: string, work: Work): Promise<void> {
  const applicant = await resident(city.world, 'zhang-wei');
  let last = Date.now();
  while (Date.now() - last < PATIENCE_MS) {
    const parts = await partsNow(city, no);
    const waiting = await whoseTurn(city, applicant, Object.values(parts));
    if (waiting !== undefined) await work.turn(waiting);
    else if (parts.hc?.state === 'started') await work.visit();
    else if (Object.values(parts).every(({ state }) => state !== 'waiting' && state !== 'started')) return;
    // What begins by itself begins with a job of the worker.
    else {
      await new Promise((resolve) => setTimeout(resolve, 200));
      continue;
    }
    last = Date.now();
  }
  throw new Error(`Nothing moves any more: ${JSON.stringify(await partsNow(city, no))}`);
}

/** Of all open tasks one that is at the head of its queue: the one with the least index. */
async function whoseTurn(city: City, applicant: Awaited<ReturnType<typeof resident>>, parts: readonly PartNow[]) {
  const open = await Promise.all(
    parts.map(async (part) => {
      const caseNo = readShortNo(part.case ?? '');
      const places = caseNo === undefined ? [] : (await caseView(city.world, applicant, caseNo)).places;
      return places.map(({ queue, stage, ahead }) => ({
        login: `${ROLES[stage] ?? 'clerk'}-${queue.split('-')[0] ?? ''}`,
        stage,
        part,
        ahead: ahead ?? 0,
      }));
    }),
  );
  return open.flat().toSorted((a, b) => a.ahead - b.ahead)[0];
}
