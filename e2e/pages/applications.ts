import { attach, draftView, saveDraftPage, startDraft, submit, type DraftView } from '#cases';
import { visiblePages, type AnswerValue, type PageInput } from '#forms';
import type { Resident } from '#identity';
import type { World } from '#kernel';
import { receiveUpload, type FileStore } from '#materials';
import { aKey } from '../../modules/cases/testing.ts';
import { streamed } from '../../modules/materials/testing.ts';
import { aPdf, aPng, type Paper } from './paper.ts';

export type Stage = World & { readonly files: FileStore };

/** What somebody who wants this service types; what is known of them is filled in already. */
const answers: Readonly<Record<string, PageInput>> = {
  'LJ-GA-002': {
    reason: 'lost',
    lostOn: '2026-11-19',
    lostPlace: '忠义市场门口',
    lostStory: '买菜时钱包掉了，回去找过，没有找到。',
    temporary: 'yes',
    temporaryUse: ['travel'],
    collectionPlace: '530702',
    collectionHelp: 'no',
    delivery: 'counter',
  },
  'LJ-SC-005': {
    tradeName: '古城区雪山小馆',
    tradeCreditCode: '91530702DEMA002676',
    shopName: '雪山小馆',
    'shopAddress.region': '530702001001',
    'shopAddress.detail': '雪柳巷 18 号一楼',
    shopArea: '86',
    tenure: 'rent',
    oldTown: 'no',
    form: 'restaurant',
    foods: ['hot', 'cold'],
    coldRoom: 'yes',
    online: 'yes',
    kitchenArea: '24',
    openKitchen: 'yes',
    dishes: 'own',
    staffCount: '6',
    healthCertificates: 'yes',
    safetyManager: '和玉梅',
    safetyManagerPhone: '14000000088',
    safetyManagerTrained: 'yes',
    rulesBy: 'template',
    delivery: 'electronic',
  },
  'LJ-GC-001': { reason: '大研古城五一街 12 号院木构架歪斜，按原样修缮，不改变外立面。' },
  'LJ-GA-010': { reason: '古城区雪柳巷 20 号开一家 12 间房的客栈，已经装好旅馆业治安管理信息系统。' },
};

/** By number of the material; what another office knows is not handed in. */
const papers: Readonly<Record<string, Readonly<Record<number, readonly Paper[]>>>> = {
  'LJ-GA-002': { 1: [aPng('户口簿首页.png'), aPng('户口簿本人页.png')] },
  'LJ-SC-005': { 3: [aPdf('设备布局与操作流程图.pdf')] },
  'LJ-GC-001': { 3: [aPdf('传统风貌设计图.pdf')] },
  'LJ-GA-010': { 3: [aPdf('安全管理制度.pdf')], 4: [aPdf('平面示意图.pdf')] },
};

/** A draft filled in by somebody who means it, as far as `until` pages; all of them unless told otherwise. */
export async function fillDraft(
  stage: Stage,
  resident: Resident,
  { item, until = Infinity }: { readonly item: string; readonly until?: number },
): Promise<string> {
  const { draft } = await startDraft(stage, resident, { key: aKey(), item });
  const { form } = await draftView(stage, resident, draft);
  for (const page of form.layout.pages.slice(0, until)) {
    const view = await draftView(stage, resident, draft);
    if (!visiblePages(form, view.answers).some(({ id }) => id === page.id)) continue;
    await saveDraftPage(stage, resident, { draft, page: page.id, input: { ...answers[item], ...prefilled(view) } });
    for (const material of page.fields.flatMap((field) => field.material ?? []))
      for (const paper of papers[item]?.[material] ?? [])
        await attach(stage, resident, { target: { draft, material }, asset: await upload(stage, resident, paper) });
  }
  return draft;
}

/** The number of a case that has just been filed. */
export async function file(stage: Stage, resident: Resident, item: string): Promise<string> {
  const draft = await fillDraft(stage, resident, { item });
  return (await submit(stage, resident, { draft, key: aKey(), declared: true })).case;
}

async function upload(stage: Stage, { person }: Resident, { name, buffer }: Paper) {
  return (await receiveUpload(stage, { owner: person, filename: name, stream: streamed(buffer) })).asset;
}

/** What a browser sends back of the answers that stand on the page already. */
function prefilled({ answers: known }: DraftView): PageInput {
  return Object.fromEntries(Object.entries(known).flatMap(sentBack));
}

function sentBack([name, answer]: [string, AnswerValue]): [string, string][] {
  if (typeof answer === 'string') return [[name, answer]];
  if (typeof answer !== 'object' || !('region' in answer)) return [];
  return [
    [`${name}.region`, answer.region],
    [`${name}.detail`, answer.detail],
  ];
}
