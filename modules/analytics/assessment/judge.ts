import type { Evidence, Ratio } from './evidence.ts';
import { dimensions, indicators, type Dimension, type Indicator } from './indicators.ts';
import { itemMeasures } from './item-measures.ts';

/** How one indicator came out. */
export interface Judged {
  readonly id: string;
  readonly dimension: Dimension;
  readonly points: number;
  readonly owner: Indicator['owner'];
  readonly mark: number;
  readonly toward: Indicator['toward'];
  readonly unit?: 'number';
  /** `missing`: nothing is kept to measure it by; `nothing`: there was nothing to be measured yet. */
  readonly state: 'measured' | 'missing' | 'nothing';
  readonly measured?: Ratio;
  /** Points earned, with two decimals; only of what was measured. */
  readonly earned?: number;
  /** Of the fairness veto: whether it holds. */
  readonly holds?: boolean;
  /** Departments whose items fall short of it, those that fall short by most first. */
  readonly wanting: readonly Wanting[];
}

export interface Wanting extends Ratio {
  readonly department: string;
}

export interface Totals {
  readonly earned: number;
  /** Points that could be measured. */
  readonly measurable: number;
  /** All points, measurable or not. */
  readonly points: number;
}

export interface Assessment {
  readonly indicators: readonly Judged[];
  readonly dimensions: readonly (Totals & { readonly dimension: Dimension })[];
  readonly total: Totals;
  /** What of fairness does not hold, and what of it could not be measured (the veto F). */
  readonly veto: { readonly broken: readonly string[]; readonly unknown: readonly string[] };
}

const MOST_WANTING = 5;

/** Judges the platform by what it knows of itself. What is not known is not guessed, and earns and costs nothing. */
export function judge(evidence: Evidence): Assessment {
  const judged = indicators.map((indicator) => judgeOne(indicator, evidence));
  const fairness = judged.filter(({ dimension }) => dimension === 'F');
  return {
    indicators: judged,
    dimensions: dimensions
      .filter((dimension) => dimension !== 'F')
      .map((dimension) => ({ dimension, ...totals(judged.filter((each) => each.dimension === dimension)) })),
    total: totals(judged),
    veto: {
      broken: fairness.filter(({ holds }) => holds === false).map(({ id }) => id),
      unknown: fairness.filter(({ holds }) => holds === undefined).map(({ id }) => id),
    },
  };
}

function judgeOne(indicator: Indicator, evidence: Evidence): Judged {
  const { measure: _, byItem, ...facts } = indicator;
  const parts = byItem === undefined ? [] : byDepartment(byItem, evidence);
  const measured = byItem === undefined ? indicator.measure?.(evidence) : sum(parts);
  if (measured === undefined) return { ...facts, state: 'missing', wanting: [] };
  if (measured.of === 0) return { ...facts, state: 'nothing', wanting: [] };
  const reached = reachedOf(indicator, measured);
  return {
    ...facts,
    state: 'measured',
    measured,
    ...(indicator.dimension === 'F' ? { holds: reached === 1 } : { earned: cents(indicator.points * reached) }),
    wanting: wantingOf(indicator, parts),
  };
}

function byDepartment(name: keyof typeof itemMeasures, evidence: Evidence): readonly Wanting[] {
  const groups = Map.groupBy(evidence.items, ({ department }) => department);
  return [...groups].map(([department, items]) => ({
    department,
    ...sum(items.map((item) => itemMeasures[name](item, evidence))),
  }));
}

function wantingOf(indicator: Indicator, parts: readonly Wanting[]): readonly Wanting[] {
  return parts
    .filter((part) => part.of > 0 && reachedOf(indicator, part) < 1)
    .toSorted(
      (one, other) => other.of - other.count - (one.of - one.count) || (one.department < other.department ? -1 : 1),
    )
    .slice(0, MOST_WANTING);
}

/** How much of the full mark is reached, from 0 to 1: in proportion, and never more than all of it. */
export function reachedOf(
  { mark, toward, unit }: Pick<Indicator, 'mark' | 'toward' | 'unit'>,
  { count, of }: Ratio,
): number {
  const value = unit === 'number' ? count : count / of;
  if (toward === 'more') return Math.min(1, value / mark);
  return value <= mark ? 1 : mark / value;
}

function sum(parts: readonly Ratio[]): Ratio {
  return parts.reduce((total, { count, of }) => ({ count: total.count + count, of: total.of + of }), {
    count: 0,
    of: 0,
  });
}

function totals(judged: readonly Judged[]): Totals {
  const measured = judged.filter(({ state }) => state === 'measured');
  return {
    earned: cents(measured.reduce((total, { earned = 0 }) => total + earned, 0)),
    measurable: measured.reduce((total, { points }) => total + points, 0),
    points: judged.reduce((total, { points }) => total + points, 0),
  };
}

/** Rounded down: nobody reaches a full mark by rounding. */
function cents(points: number): number {
  return Math.floor(points * 100 + 1e-9) / 100;
}
