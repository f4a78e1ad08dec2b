import type { ItemElements } from '../elements.ts';
import { isLonger } from '../limit.ts';
import type { Material } from '../material.ts';

/** A rule of the examination of guides (办事指南体检): whether it speaks of an item, and whether the item keeps it. */
interface GuideRule {
  readonly no: number;
  readonly speaksOf: (item: ItemElements) => boolean;
  readonly keeps: (item: ItemElements) => boolean;
}

/** What could be anything: nobody knows what to bring (行政许可法 31, 优化营商环境条例 44). */
const CATCH_ALL = /其他(?:有关|相关|必要)?(?:材料|资料|证明)|有关(?:材料|证明)|相关(?:材料|证明)(?:材料)?$|等材料$/;
const LONGEST_SENTENCE = 40;

const always = () => true;
const issued = ({ source }: Material) => source === '20';
const phones = (contact: ItemElements['consult']) => contact?.phones ?? [];

/**
 * The rules that can be checked on the elements themselves, under their numbers of the reference (1.14). The others need
 * what is not kept: samples of results (3, 11, 12), forms to download (18), the same item of other counties (20).
 */
export const guideRules: readonly GuideRule[] = [
  {
    no: 1,
    speaksOf: ({ promisedLimit }) => promisedLimit?.value === 0,
    keeps: ({ caseType }) => caseType === '1',
  },
  {
    no: 2,
    speaksOf: ({ caseType, promisedLimit }) => caseType === '2' && promisedLimit !== undefined,
    keeps: ({ promisedLimit }) => (promisedLimit?.value ?? 0) > 0,
  },
  {
    no: 4,
    speaksOf: ({ onsiteVisits }) => (onsiteVisits ?? 0) > 0,
    keeps: ({ onsiteReason }) => onsiteReason !== undefined,
  },
  {
    no: 5,
    speaksOf: ({ onsiteVisits }) => onsiteVisits === 0,
    keeps: ({ onsiteReason }) => onsiteReason === undefined,
  },
  {
    no: 6,
    speaksOf: ({ onsiteVisits, isOnline }) => onsiteVisits === 0 && isOnline === false,
    keeps: ({ handleForms }) => handleForms.includes('4'),
  },
  {
    no: 7,
    speaksOf: ({ onlineDepth }) => onlineDepth === 'IV',
    keeps: ({ onsiteVisits }) => onsiteVisits === 0,
  },
  {
    no: 8,
    speaksOf: ({ fee }) => fee?.charged === true,
    keeps: ({ fee }) => fee?.basis !== undefined && fee.standard !== undefined,
  },
  { no: 9, speaksOf: ({ fee }) => fee?.charged === false, keeps: ({ fee }) => fee?.payOnline === false },
  {
    no: 10,
    speaksOf: ({ consult, supervise }) => phones(consult).length > 0 && phones(supervise).length > 0,
    keeps: ({ consult, supervise }) => phones(consult).every((phone) => !phones(supervise).includes(phone)),
  },
  {
    no: 13,
    speaksOf: ({ statutoryLimit, promisedLimit }) => statutoryLimit !== undefined && promisedLimit !== undefined,
    keeps: ({ statutoryLimit, promisedLimit }) =>
      statutoryLimit === undefined || promisedLimit === undefined || !isLonger(promisedLimit, statutoryLimit),
  },
  {
    no: 14,
    speaksOf: ({ promisedLimit, stages }) => promisedLimit !== undefined && stages.length > 0,
    keeps: stagesFit,
  },
  {
    no: 15,
    speaksOf: ({ materials }) => materials.length > 0,
    keeps: ({ materials }) => !materials.some(({ name }) => CATCH_ALL.test(name)),
  },
  {
    no: 16,
    speaksOf: ({ materials }) => materials.some(issued),
    keeps: ({ materials }) =>
      materials.filter(issued).every(({ replacedBy, note }) => replacedBy !== undefined || note !== undefined),
  },
  {
    no: 17,
    speaksOf: always,
    keeps: ({ legalBasis }) => legalBasis.length > 0 && legalBasis.every(({ article }) => article !== undefined),
  },
  { no: 19, speaksOf: always, keeps: isPlain },
];

/** Stages that count come to no more than the promise, where all are in its unit; at once (即办) is within the day. */
function stagesFit({ promisedLimit, stages }: ItemElements): boolean {
  const counted = stages.filter(
    ({ countsTowardDecision, unit }) => countsTowardDecision && unit === promisedLimit?.unit,
  );
  return counted.reduce((sum, { limit = 0 }) => sum + limit, 0) <= Math.max(promisedLimit?.value ?? 0, 1);
}

/** A name that a resident would use, and conditions in short sentences. */
export function isPlain({ plainName, acceptConditions }: ItemElements): boolean {
  const sentences = acceptConditions.flatMap((text) => text.split(/[。；;！？\n]/));
  return plainName !== undefined && sentences.every((sentence) => sentence.trim().length <= LONGEST_SENTENCE);
}

/** How an item comes through its examination: the rules that speak of it, and those that it breaks. */
export interface GuideLint {
  readonly checked: readonly number[];
  readonly broken: readonly number[];
}

export function lintGuide(item: ItemElements): GuideLint {
  const speaking = guideRules.filter(({ speaksOf }) => speaksOf(item));
  return {
    checked: speaking.map(({ no }) => no),
    broken: speaking.filter(({ keeps }) => !keeps(item)).map(({ no }) => no),
  };
}
