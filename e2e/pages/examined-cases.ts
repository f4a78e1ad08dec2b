import { accept, caseView, decideCase, passStage, signVisit, takeNext, taskView, writeVisit } from '#cases';
import { civilDate } from '#kernel';
import { aKey, officer, resident, sampleUnits } from '../../modules/cases/testing.ts';
import type { Stage } from './applications.ts';
import { filed, turn, type Later } from './turns.ts';

const SCJ = '11530700DEMA00072P';
const XFJ = '11530700DEMA00195Q';
const FOOD = 'LJ-SC-005';
const HOTEL = 'LJ-GA-010';
const HOUSE = 'LJ-GC-001';
const GCJ = '11530700DEMA00208E';
const examiners: Readonly<Record<string, string>> = { 'gcj-examination': GCJ };

async function restaurantBeforeDecision(past: Stage, later: Later): Promise<string> {
  const no = await examinedRestaurant(past, later);
  const zhang = await resident(past, 'zhang-wei');
  for (;;) {
    const { places } = await caseView(past, zhang, no);
    const place = places.find(({ stage }) => stage === 'examination');
    if (place === undefined) return no;
    later();
    const [stage, who, act] = await turn(past, examiners[place.queue] ?? SCJ, 'examiner');
    const opinion = opinions[place.stageName ?? ''] ?? '同意。';
    await passStage(stage, who, { ...act, outcome: 'agree', opinion });
  }
}

const opinions: Readonly<Record<string, string>> = {
  书面审查: '书面材料齐全。',
  联合现场核查: '现场与布局图一致，专间设置符合要求。',
  古城风貌与准营意见: '在准营范围内，店招不涉及外立面。',
};

/** A hotel's licence: the police and the fire brigade have it at the same time, the latter in hand. */
async function jointHotel(past: Stage, now: Stage, later: Later): Promise<string> {
  const no = await filed(past, HOTEL);
  later();
  await accept(...(await turn(past, sampleUnits.gaj, 'clerk')));
  later();
  await turn(now, XFJ, 'examiner');
  return no;
}

/**
 * The repair of a house in the old town: its visit is in the hands of examiner-gcj, the record is written, and the fire
 * brigade has still to sign it.
 */
async function visitedHouse(past: Stage, now: Stage, later: Later): Promise<string> {
  const no = await filed(past, HOUSE);
  later();
  await accept(...(await turn(past, sampleUnits.general, 'clerk')));
  later();
  const [, gcj, act] = await turn(now, GCJ, 'examiner');
  const xfj = await officer(past, XFJ, 'examiner');
  const { visit, stage } = await taskView(now, gcj, no);
  await writeVisit(now, gcj, {
    ...act,
    key: aKey(),
    version: visit?.version ?? 0,
    on: civilDate(now.clock.now()).toString(),
    time: '09:30',
    place: '大研古城五一街 12 号院',
    present: '申请人张蔚',
    findings: '木构架向东歪斜约三指，屋面漏雨；修缮方案按原体量、原材料，与现场一致。',
    points: [
      { answer: 'yes', remark: '' },
      { answer: 'yes', remark: '' },
      { answer: 'remark', remark: '动火作业前再通知消防到场。' },
    ],
    inspectors: [gcj.officer, xfj.officer],
  });
  await signVisit(now, gcj, { key: aKey(), case: act.case, n: stage.n, version: (visit?.version ?? 0) + 1 });
  return no;
}

/** Cases that several departments have at the same time. */
export async function sharedCases(past: Stage, now: Stage, later: Later) {
  const joint = await jointHotel(past, now, later);
  return { joint, visited: await visitedHouse(past, now, later) };
}

async function deniedRestaurant(past: Stage, later: Later): Promise<string> {
  const no = await restaurantBeforeDecision(past, later);
  later();
  const [stage, who, act] = await turn(past, SCJ, 'approver');
  const article = '《食品经营许可和备案管理办法》第十二条';
  await decideCase(stage, who, { ...act, granted: false, reason: '现场没有设置冷食专间，不符合条件。', article });
  return no;
}

/** One is denied; of three others one is in the hands of each of clerk, examiner and approver. */
export async function restaurantCases(
  past: Stage,
  now: Stage,
  later: Later,
): Promise<Readonly<Record<'denied' | 'toDeliver' | 'toDecide' | 'examined', string>>> {
  const denied = await deniedRestaurant(past, later);
  const toDeliver = await restaurantBeforeDecision(past, later);
  const toDecide = await restaurantBeforeDecision(past, later);
  const examined = await examinedRestaurant(past, later);
  later();
  const [stage, who, act] = await turn(past, SCJ, 'approver');
  const article = '《食品经营许可和备案管理办法》第十二条';
  await decideCase(stage, who, { ...act, granted: true, reason: '材料齐全，现场符合要求。', article });
  for (const role of ['approver', 'examiner', 'clerk'] as const)
    await takeNext(now, await officer(past, SCJ, role), { key: aKey() });
  return { denied, toDeliver, toDecide, examined };
}

/** Accepted, and waiting to be examined. */
async function examinedRestaurant(past: Stage, later: Later): Promise<string> {
  const no = await filed(past, FOOD);
  later();
  await accept(...(await turn(past, SCJ, 'clerk')));
  return no;
}
