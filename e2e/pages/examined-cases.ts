import { accept, caseView, decideCase, passStage, takeNext } from '#cases';
import { aKey, officer, resident, sampleUnits } from '../../modules/cases/testing.ts';
import type { Stage } from './applications.ts';
import { filed, turn, type Later } from './turns.ts';

const SCJ = '11530700DEMA00072P';
const XFJ = '11530700DEMA00195Q';
const FOOD = 'LJ-SC-005';
const HOTEL = 'LJ-GA-010';
const examiners: Readonly<Record<string, string>> = { 'gcj-examination': '11530700DEMA00208E' };

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
export async function jointHotel(past: Stage, now: Stage, later: Later): Promise<string> {
  const no = await filed(past, HOTEL);
  later();
  await accept(...(await turn(past, sampleUnits.gaj, 'clerk')));
  later();
  await turn(now, XFJ, 'examiner');
  return no;
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
