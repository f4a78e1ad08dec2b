import type { ItemElements } from '#catalogue';
import { limitProblem, type Limit } from '#clocks';

/** How long an agency has for a decision: as it promises, and as the law says. */
export interface DecisionLimits {
  readonly promised: Limit;
  readonly statutory?: Limit;
}

/** 行政许可: what the 行政许可法 says of its times has the force of law; for other items it is a promise of the platform. */
const PERMIT = '01';
/** 行政许可法 42(1): where no law says otherwise. */
const BY_LAW: Limit = { value: 20, unit: 'workday' };

export function isPermit({ itemType }: Pick<ItemElements, 'itemType'>): boolean {
  return itemType === PERMIT;
}

/**
 * The limits of an item for a decision, counted from acceptance. An item that promises nothing promises what the law says;
 * where that says nothing either, what the platform promises (`clocks.decisionWorkdays`).
 */
export function decisionLimits(
  elements: Pick<ItemElements, 'itemType' | 'statutoryLimit' | 'promisedLimit'>,
  platformWorkdays: number,
): DecisionLimits {
  const statutory = counted(elements.statutoryLimit) ?? (isPermit(elements) ? BY_LAW : undefined);
  const promised = counted(elements.promisedLimit) ?? statutory ?? { value: platformWorkdays, unit: 'workday' };
  return { promised, ...(statutory && { statutory }) };
}

/**
 * A limit that can be counted: at once (0) and parts of a day are done by the end of the next one, because what is filed
 * at night is read in the morning. One that nobody can have meant is none.
 */
function counted(limit: Pick<Limit, 'value' | 'unit'> | undefined): Limit | undefined {
  if (limit === undefined) return undefined;
  const whole: Limit = limit.value === 0 ? { value: 1, unit: 'workday' } : { ...limit, value: Math.ceil(limit.value) };
  return limitProblem(whole) === undefined ? { value: whole.value, unit: whole.unit } : undefined;
}
