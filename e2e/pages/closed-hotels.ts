import { accept, decideCase, deliver, passStage, submit, type ShortNo } from '#cases';
import { checkReleases, correctRelease, publishMaps, publishReleases, releaseDesk } from '#analytics';
import { stoppedClock, systemClock } from '#kernel';
import {
  aKey,
  copiesOf,
  filledDraft,
  nothingToReport,
  officer,
  resident,
  sampleUnits,
  strangers,
  visited,
} from '../../modules/cases/testing.ts';
import type { Stage } from './applications.ts';
import { turn } from './turns.ts';

const HOTEL = 'LJ-GA-010';
const XFJ = '11530700DEMA00195Q';
const { gaj } = sampleUnits;
const COUNT = 12;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** So long ago that the month is over and its figures are published, whatever day it is. */
const BEFORE_MS = 45 * DAY_MS;

/**
 * Hotels that strangers have opened weeks ago: enough of them for figures that everybody may see. Those of their month were
 * published too early, and corrected.
 * @returns that month
 */
export async function closedHotels(past: Stage): Promise<string> {
  const clock = stoppedClock(new Date(past.clock.now().getTime() - BEFORE_MS));
  const stage: Stage = { ...past, clock };
  await fileAll(stage);
  const today = { ...stage, clock: systemClock, log: nothingToReport };
  await publishReleases(today);
  await handleAll(stage, (milliseconds) => clock.advance(milliseconds));
  await stage.db.insertInto('kernel.setting').values({ name: 'process.leastPublished', value: COUNT }).execute();
  await publishMaps({ ...stage, log: nothingToReport });
  return corrected(today);
}

/** Counts again, and corrects what differs. */
async function corrected(today: Stage): Promise<string> {
  const world = { ...today, log: { error: () => undefined } };
  await checkReleases(world);
  const bureau = await officer(today, sampleUnits.general, 'bureau');
  const reason = '公布的时候有一批旅馆的办件还没有从备份里恢复，受理和办结的数字少了。';
  const cards = await releaseDesk(today);
  const wrong = cards.filter(({ differences }) => differences.length > 0);
  for (const { release } of wrong)
    await correctRelease(today, bureau, { key: aKey(), month: release.month, number: release.number, reason });
  await checkReleases(world);
  return wrong[0]?.release.month ?? '';
}

async function fileAll(stage: Stage): Promise<void> {
  const owner = await resident(stage, 'mu-yulong');
  const draft = await filledDraft(stage, owner, HOTEL);
  const others = await strangers(stage, COUNT - 1);
  const drafts = [draft, ...(await copiesOf(stage, { owner, draft }, others))];
  const people = [owner, ...others];
  for (const [at, person] of people.entries())
    await submit(stage, person, { draft: drafts[at] ?? '', key: aKey(), declared: true });
}

/** Each office works through all of them before the next one does. */
async function handleAll(stage: Stage, wait: (milliseconds: number) => void): Promise<void> {
  const later = () => wait(HOUR_MS / 4);
  const each = async (act: () => Promise<void>) => {
    for (let done = 0; done < COUNT; done += 1) await act();
  };
  await each(async () => {
    const [, who, act] = await turn(stage, gaj, 'clerk');
    later();
    await accept(stage, who, act);
  });
  const opinion = '符合要求。';
  const offices = [
    { unit: gaj, isVisit: false },
    { unit: XFJ, isVisit: false },
    { unit: gaj, isVisit: true },
  ];
  for (const { unit, isVisit } of offices) {
    await each(async () => {
      const [, who, act] = await turn(stage, unit, 'examiner');
      later();
      if (isVisit) await visited(stage, who, act.case as ShortNo);
      await passStage(stage, who, { ...act, outcome: 'agree', opinion });
    });
    // Whoever comes after the fire brigade keeps people waiting for longest.
    wait(unit === XFJ ? 5 * DAY_MS : DAY_MS);
  }
  const article = '《旅馆业治安管理办法》第四条';
  const decision = { granted: true, reason: '材料齐全，现场符合要求。', article } as const;
  await each(async () => {
    const [, who, act] = await turn(stage, gaj, 'approver');
    await decideCase(stage, who, { ...act, ...decision });
  });
  await each(async () => {
    const [, who, act] = await turn(stage, gaj, 'clerk');
    await deliver(stage, who, { ...act, method: 'window', note: '' });
  });
}
