import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  accept,
  answerObjection,
  decideCase,
  deliver,
  myObjections,
  objectToOrder,
  proposePriority,
  refuse,
  replyToObjection,
  requestSupplement,
  takeNext,
  withdraw,
} from '#cases';
import type { Resident } from '#identity';
import { civilDate, startOfDay, stoppedClock, systemClock } from '#kernel';
import { directoryStore } from '#materials';
import { grounds } from '#queue';
import { aKey, officer, resident, sampleUnits } from '../../modules/cases/testing.ts';
import { file, fillDraft, type Stage } from './applications.ts';
import type { City } from './city.ts';
import { restaurantCases, sharedCases } from './examined-cases.ts';
import { closedHotels } from './closed-hotels.ts';
import { filedBundle } from './bundle-filed.ts';
import { bundleChanges } from './bundle-changes.ts';
import { serviceChanges } from './service-changes.ts';
import { filed, turn, type Later } from './turns.ts';

/** What 张蔚 has after two days, and what lies in the hands of officers: every state that a page can show. */
export interface Scene {
  readonly draft: string;
  readonly emptyDraft: string;
  /** Only to be checked and submitted. */
  readonly fullDraft: string;
  readonly delivered: string;
  readonly refused: string;
  readonly denied: string;
  readonly withdrawn: string;
  readonly examined: string;
  readonly supplement: string;
  readonly waiting: string;
  /** In the hands of clerk-gaj. */
  readonly inHand: string;
  /** In the hands of approver-scj. */
  readonly toDecide: string;
  /** In the hands of clerk-scj. */
  readonly toDeliver: string;
  /** Two departments have it, one of them in the hands of examiner-xfj. */
  readonly joint: string;
  /** A visit to the site is in the hands of examiner-gcj; examiner-xfj has still to sign its record. */
  readonly visited: string;
  /** Of 和秀英: food and sign, one thing. */
  readonly bundle: string;
  /** Changes of services: begun by the bureau, one that cannot be published, one that its deputy may publish. */
  readonly change: string;
  readonly brokenChange: string;
  readonly proposedChange: string;
  /** Priority that was proposed for `waiting`, and nobody has signed. */
  readonly proposal: string;
  /** A month whose figures were published, and corrected. */
  readonly released: string;
  /** Against the order of `supplement`: reviewed, and the unit has replied. */
  readonly objection: string;
}

const CARD = 'LJ-GA-002';
const FOOD = 'LJ-SC-005';
const DAY_MS = 86_400_000;
const POLL_MS = 50;
const BETWEEN_ACTS_MS = 17 * 60_000;
const ARTICLE = '《中华人民共和国居民身份证法》第十一条';

/** Plays two days in the sample city. Every take gets the head of its queue, so the order of the acts matters. */
export async function playScene(city: City): Promise<Scene> {
  const clock = stoppedClock(lastWorkingMorning());
  const files = directoryStore(join(city.directory, 'data/uploads'));
  const past: Stage = { ...city.world, files, clock };
  const now: Stage = { ...past, clock: systemClock };
  const later = () => clock.advance(BETWEEN_ACTS_MS);
  const released = await closedHotels(past);
  const zhang = await resident(past, 'zhang-wei');
  const delivered = await cardFromFilingToDelivery(past, later);
  const refused = await refusedCard(past, later);
  const restaurants = await restaurantCases(past, now, later);
  const changes = { ...(await serviceChanges(past)), released };
  await bundleChanges(past);
  const shared = await sharedCases(past, now, later);
  const supplement = await supplementedCard(past, later);
  const withdrawn = await withdrawnCard(past, later);
  const inHand = await file(past, await resident(past, 'mu-yulong'), CARD);
  later();
  for (const other of ['he-xiuying', 'yang-amei']) await file(past, await resident(past, other), CARD);
  later();
  const waiting = await file(past, zhang, CARD);
  await takeNext(now, await officer(past, sampleUnits.gaj, 'clerk'), { key: aKey() });

  await answeredObjection(now, delivered);
  return {
    ...(await drafts(now, zhang)),
    ...restaurants,
    ...shared,
    ...changes,
    bundle: await filedBundle(past),
    objection: await repliedObjection(now, supplement),
    proposal: await proposed(past, waiting),
    delivered,
    refused,
    withdrawn,
    supplement,
    waiting,
    inHand,
  };
}

async function drafts(now: Stage, zhang: Resident): Promise<Pick<Scene, 'draft' | 'emptyDraft' | 'fullDraft'>> {
  return {
    draft: await fillDraft(now, zhang, { item: FOOD, until: 4 }),
    emptyDraft: await fillDraft(now, zhang, { item: 'LJ-GJ-001', until: 0 }),
    fullDraft: await fillDraft(now, zhang, { item: CARD }),
  };
}

/** Grounds are in force a day after the city has declared them. */
async function proposed(past: Stage, no: string): Promise<string> {
  const clock = stoppedClock(new Date(Date.now() + 2 * DAY_MS));
  const [ground] = await grounds(past.db, clock.now());
  const reason = '申请人今年七十二岁，身份证已核对；电话里确认是本人的意思。';
  const input = { key: aKey(), case: no, rule: ground?.rule ?? 0n, reason };
  return (await proposePriority({ ...past, clock }, await officer(past, sampleUnits.gaj, 'examiner'), input)).proposal;
}

/** By 张蔚, once the worker has recomputed the rules. */
async function reviewedObjection(now: Stage, no: string, words: string): Promise<string> {
  const zhang = await resident(now, 'zhang-wei');
  const { objection } = await objectToOrder(now, zhang, { key: aKey(), case: no, words });
  for (;;) {
    const { objections } = await myObjections(now, zhang, no);
    if (objections.some(({ id, review }) => id === objection && review !== undefined)) return objection;
    await setTimeout(POLL_MS);
  }
}

async function repliedObjection(now: Stage, no: string): Promise<string> {
  const words = '我前天就交了，昨天大厅公示里有比我号大的先受理了。\n我只是少拍清楚一张照片。';
  const objection = await reviewedObjection(now, no, words);
  const text = '该件正在等申请人补正户口簿照片，位置一直保留；补正一到就按原来的次序办理。';
  await replyToObjection(now, await officer(now, sampleUnits.gaj, 'approver'), { key: aKey(), objection, text });
  return objection;
}

async function answeredObjection(now: Stage, no: string): Promise<void> {
  const objection = await reviewedObjection(now, no, '同一天交的，别人的证件比我先到。');
  const text = '核对了账本全部取件记录，没有比它晚交的先被取走；制证快慢与取件次序无关。';
  const bureau = await officer(now, sampleUnits.general, 'bureau');
  await answerObjection(now, bureau, { key: aKey(), objection, outcome: 'notUpheld', text });
}

/** Nine o'clock, and a little, of the working day before this one: nobody works at night. */
function lastWorkingMorning(): Date {
  const today = startOfDay(new Date());
  const back = [1, 2, 3].find((days) => isWorkingDay(new Date(today.getTime() - days * DAY_MS))) ?? 1;
  return new Date(today.getTime() - back * DAY_MS + 9.15 * 3_600_000);
}

function isWorkingDay(midnight: Date): boolean {
  return civilDate(midnight).dayOfWeek < 6;
}

async function cardFromFilingToDelivery(past: Stage, later: Later): Promise<string> {
  const no = await filed(past, CARD);
  later();
  await accept(...(await turn(past, sampleUnits.gaj, 'clerk')));
  later();
  const [stage, who, act] = await turn(past, sampleUnits.gaj, 'approver');
  await decideCase(stage, who, { ...act, granted: true, reason: '申请材料齐全，人像和指纹已采集。', article: ARTICLE });
  later();
  const [, clerk, last] = await turn(past, sampleUnits.gaj, 'clerk');
  await deliver(stage, clerk, { ...last, method: 'window', note: '本人领取' });
  return no;
}

async function refusedCard(past: Stage, later: Later): Promise<string> {
  const no = await filed(past, CARD);
  later();
  const [stage, who, act] = await turn(past, sampleUnits.gaj, 'clerk');
  const reason = '户籍不在本市的，请先选择异地代办。';
  await refuse(stage, who, { ...act, reason, remedy: '可以在现住地的公安派出所申请异地补领，也可以申请行政复议。' });
  return no;
}

async function supplementedCard(past: Stage, later: Later): Promise<string> {
  const no = await filed(past, CARD);
  later();
  const [stage, who, act] = await turn(past, sampleUnits.gaj, 'clerk');
  const items = [{ material: 1, text: '户口簿本人页拍得太暗，请重新拍摄，四角齐全' }, { text: '请写明挂失的日期' }];
  await requestSupplement(stage, who, { ...act, items });
  return no;
}

async function withdrawnCard(past: Stage, later: Later): Promise<string> {
  const no = await filed(past, CARD);
  later();
  await withdraw(past, await resident(past, 'zhang-wei'), { key: aKey(), case: no, reason: '身份证找到了。' });
  return no;
}
