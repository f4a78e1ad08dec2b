import type { Translate } from '#kernel';
import { csv } from '../csv.ts';
import type { MadeAssessment } from './assessment-store.ts';

const HEAD = [
  'id',
  'dimension',
  'name',
  'points',
  'earned',
  'state',
  'count',
  'of',
  'mark',
  'toward',
  'formula',
  'source',
  'owner',
];

/** An assessment line by line, with what each figure is made of. */
export function assessmentCsv({ assessment }: MadeAssessment, t: Translate): string {
  const lines = assessment.indicators.map((each) => [
    each.id,
    t(`assessment.dimension.${each.dimension}`),
    t(`assessment.${each.id}`),
    each.points,
    each.earned ?? (each.holds === undefined ? '' : t(`assessment.holds.${String(each.holds)}`)),
    each.state,
    each.measured?.count ?? '',
    each.measured?.of ?? '',
    each.mark,
    each.toward,
    t(`assessment.${each.id}.formula`),
    t(`assessment.${each.id}.source`),
    t(`assessment.owner.${each.owner}`),
  ]);
  return csv([HEAD, ...lines]);
}

export function assessmentJson({ number, at, assessment }: MadeAssessment, t: Translate): string {
  const indicators = assessment.indicators.map((each) => ({
    ...each,
    name: t(`assessment.${each.id}`),
    formula: t(`assessment.${each.id}.formula`),
    source: t(`assessment.${each.id}.source`),
    ownerName: t(`assessment.owner.${each.owner}`),
  }));
  return JSON.stringify({ number, at: at.toISOString(), ...assessment, indicators }, null, 2);
}
