import { guideRules, isPlain, lintGuide, type ItemElements } from '#catalogue';
import { isLateVersion } from './update-age.ts';
import type { AssessedItem, Evidence, Ratio } from './evidence.ts';

/** So many of an item's parts are as they should be. */
export type ItemMeasure = (item: AssessedItem, evidence: Evidence) => Ratio;

const yes = (test: (elements: ItemElements) => boolean): ItemMeasure => {
  return ({ elements }) => ({ count: test(elements) ? 1 : 0, of: 1 });
};

export const isOnline = ({ isOnline: online, onlineDepth }: ItemElements) =>
  online ?? (onlineDepth === 'III' || onlineDepth === 'IV');

/** What is measured item by item, so that it can be said whose items are wanting. */
export const itemMeasures = {
  /** Time saved: only where both limits count in the same unit. */
  shortened: ({ elements: { statutoryLimit, promisedLimit } }) =>
    statutoryLimit === undefined || promisedLimit?.unit !== statutoryLimit.unit || statutoryLimit.value === 0
      ? { count: 0, of: 0 }
      : { count: Math.max(statutoryLimit.value - promisedLimit.value, 0), of: statutoryLimit.value },
  oneVisit: yes(({ onsiteVisits }) => onsiteVisits !== undefined && onsiteVisits <= 1),
  noVisit: yes(({ onsiteVisits }) => onsiteVisits === 0),
  /** An item that is offered online in another system asks for another account. */
  oneAccount: ({ elements }) =>
    isOnline(elements) ? { count: elements.runtimeSystem === undefined ? 1 : 0, of: 1 } : { count: 0, of: 0 },
  online: yes(isOnline),
  complete: ({ elements }) => ({ count: expected.filter((has) => has(elements)).length, of: expected.length }),
  lint: ({ elements }) => {
    const { checked, broken } = lintGuide(elements);
    return { count: checked.length - broken.length, of: checked.length };
  },
  plain: yes(isPlain),
  fresh: ({ since }, { at }) => ({ count: isLateVersion(since, at) ? 0 : 1, of: 1 }),
} as const satisfies Readonly<Record<string, ItemMeasure>>;

export const lintRules: readonly number[] = guideRules.map(({ no }) => no);

/** The elements that every guide must have (reference 1.10; GB/T 39046 table 4), as far as the catalogue keeps them. */
const expected: readonly ((elements: ItemElements) => boolean)[] = [
  ({ legalBasis }) => legalBasis.length > 0,
  ({ subjects }) => subjects.length > 0,
  ({ statutoryLimit, limitNote }) => statutoryLimit !== undefined || limitNote !== undefined,
  ({ promisedLimit }) => promisedLimit !== undefined,
  ({ acceptConditions, acceptConditionsCutOff }) => acceptConditions.length > 0 && acceptConditionsCutOff !== true,
  ({ materials }) => materials.length > 0,
  ({ stages }) => stages.length > 0,
  ({ fee }) => fee !== undefined,
  ({ result }) => result !== undefined,
  ({ handleForms }) => handleForms.length > 0,
  ({ isOnline: online, onlineDepth }) => online !== undefined || onlineDepth !== undefined,
  ({ onsiteVisits }) => onsiteVisits !== undefined,
  ({ topics }) => topics.length > 0,
  ({ locations }) => locations.length > 0,
  ({ hours }) => hours !== undefined,
  ({ consult }) => (consult?.phones ?? []).length > 0,
  ({ supervise }) => (supervise?.phones ?? []).length > 0,
];
