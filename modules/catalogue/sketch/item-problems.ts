import { saysNothing } from '../gdzwfw/clean-text.ts';
import type { ItemElements } from '../elements.ts';
import { isLonger, type Limit } from '../limit.ts';
import { line, linesOf, phonesOf, readLimit, readVisits } from './elements-with.ts';
import type { ItemProblem, ItemProblems } from './item-problem.ts';
import type { ItemSketch } from './item-sketch.ts';
import { materialProblems } from './material-problems.ts';

const MOST_NAME = 500;
const MOST_LINES = 50;

/** What stands against the elements of an item as they are being written. */
export function itemProblems(elements: ItemElements, sketch: ItemSketch): ItemProblems {
  const materials = materialProblems(sketch.materials);
  return {
    problems: [
      ...nameProblems(sketch),
      ...limitProblems(elements, sketch),
      ...listProblems(sketch),
      ...materials.problems,
      ...feeProblems(sketch),
      ...visitProblems(elements, sketch),
      ...lawProblems(sketch),
      ...contactProblems(sketch),
    ],
    warnings: [...materials.warnings, ...stageWarnings(elements, sketch), ...lawWarnings(sketch)],
  };
}

function nameProblems({ name, plainName }: ItemSketch): readonly ItemProblem[] {
  const long = (place: string, text: string) =>
    [...text].length > MOST_NAME ? [{ place, code: 'catalogue.draft.too-long', values: { most: MOST_NAME } }] : [];
  return [
    ...(line(name) === undefined ? [{ place: 'name', code: 'catalogue.draft.name-missing' }] : long('name', name)),
    ...long('plainName', plainName),
  ];
}

/** A promise keeps within the law (优化营商环境条例 37), and 即办 is done within a day. */
function limitProblems({ caseType }: ItemElements, sketch: ItemSketch): readonly ItemProblem[] {
  const promised = readLimit(sketch.promised, 'note');
  const statutory = readLimit(sketch.statutory, 'basis');
  const unclear = [
    ...(promised === 'unclear' ? [unclearLimit('promised', sketch.promised)] : []),
    ...(statutory === 'unclear' ? [unclearLimit('statutory', sketch.statutory)] : []),
  ];
  if (unclear.length > 0) return unclear;
  const isPromised = typeof promised === 'object';
  if (isPromised && typeof statutory === 'object' && isLonger(promised, statutory))
    return [{ place: 'promised.value', code: 'catalogue.draft.promise-longer' }];
  if (caseType === '1' && isPromised && isLonger(promised, ONE_DAY))
    return [{ place: 'promised.value', code: 'catalogue.draft.not-at-once' }];
  if (statutory === 'empty' && line(sketch.limitNote) === undefined)
    return [{ place: 'limitNote', code: 'catalogue.draft.limit-note' }];
  return [];
}

const ONE_DAY: Limit = { value: 1, unit: 'workday' };

function unclearLimit(name: 'promised' | 'statutory', { value, unit }: ItemSketch['promised']): ItemProblem {
  if (/^\d{1,4}(?:\.\d)?$/.test(value.trim()) && unit === '')
    return { place: `${name}.unit`, code: 'catalogue.draft.unit-missing' };
  return { place: `${name}.value`, code: 'catalogue.draft.limit-unclear' };
}

function listProblems({ conditions, locations }: ItemSketch): readonly ItemProblem[] {
  return Object.entries({ conditions, locations }).flatMap(([place, text]) =>
    linesOf(text).length > MOST_LINES
      ? [{ place, code: 'catalogue.draft.too-many', values: { most: MOST_LINES } }]
      : [],
  );
}

/** Only what a published standard and basis name may be charged (优化营商环境条例 40); what is free is not paid online. */
function feeProblems({ fee: { charged, standard, basis, payOnline } }: ItemSketch): readonly ItemProblem[] {
  if (charged !== 'yes') return payOnline ? [{ place: 'fee.payOnline', code: 'catalogue.draft.free-and-paid' }] : [];
  const missing = (text: string) => line(text) === undefined || saysNothing(text);
  return [
    ...(missing(standard) ? [{ place: 'fee.standard', code: 'catalogue.draft.fee-standard' }] : []),
    ...(missing(basis) ? [{ place: 'fee.basis', code: 'catalogue.draft.fee-basis' }] : []),
  ];
}

/** Whoever has to come is told why; wholly online means that nobody has to. */
function visitProblems({ onlineDepth }: ItemElements, { visits, visitReason }: ItemSketch): readonly ItemProblem[] {
  const count = readVisits(visits);
  if (count === 'unclear') return [{ place: 'visits', code: 'catalogue.draft.visits-unclear' }];
  const reason = line(visitReason);
  if (count !== undefined && count > 0) {
    if (onlineDepth === 'IV') return [{ place: 'visits', code: 'catalogue.draft.visits-online' }];
    return reason === undefined ? [{ place: 'visitReason', code: 'catalogue.draft.visit-reason' }] : [];
  }
  return reason === undefined ? [] : [{ place: 'visitReason', code: 'catalogue.draft.reason-in-vain' }];
}

function lawProblems({ law }: ItemSketch): readonly ItemProblem[] {
  return law.flatMap((row, at) =>
    line(row.law) === undefined ? [{ place: `law.${at}.law`, code: 'catalogue.draft.law-missing' }] : [],
  );
}

/** Guide check-up 17: the article, so that people can read it. */
function lawWarnings({ law }: ItemSketch): readonly ItemProblem[] {
  return law.flatMap((row, at) =>
    line(row.law) !== undefined && line(row.article) === undefined
      ? [{ place: `law.${at}.article`, code: 'catalogue.draft.article-missing' }]
      : [],
  );
}

/** Guide check-up 10: numbers that can be called, and another one to complain at. */
function contactProblems({ consult, supervise }: ItemSketch): readonly ItemProblem[] {
  const unread = Object.entries({ consult, supervise }).flatMap(([name, { phones }]) =>
    linesOf(phones)
      .filter((each) => phonesOf(each).length === 0)
      .slice(0, 1)
      .map((text) => ({ place: `${name}.phones`, code: 'catalogue.draft.phone-unclear', values: { text } })),
  );
  const asked = phonesOf(consult.phones);
  const same = phonesOf(supervise.phones).filter((phone) => asked.includes(phone));
  return [
    ...unread,
    ...(same.length > 0
      ? [{ place: 'supervise.phones', code: 'catalogue.draft.phone-same', values: { phone: same[0] ?? '' } }]
      : []),
  ];
}

/** Guide check-up 14: stages that count add up to no more than what is promised, where they can be added. */
function stageWarnings({ stages }: ItemElements, { promised }: ItemSketch): readonly ItemProblem[] {
  const read = readLimit(promised, 'note');
  if (typeof read !== 'object' || read.value === 0) return [];
  const counted = stages.filter(({ countsTowardDecision, limit }) => countsTowardDecision && limit !== undefined);
  if (counted.length === 0 || counted.some(({ unit }) => unit !== read.unit)) return [];
  const sum = counted.reduce((all, { limit = 0 }) => all + limit, 0);
  return sum > read.value ? [{ place: 'promised.value', code: 'catalogue.draft.stages-longer', values: { sum } }] : [];
}
