import type { Evidence, Ratio } from './evidence.ts';
import { type itemMeasures } from './item-measures.ts';

export const dimensions = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type Dimension = (typeof dimensions)[number];

/** Who can change it: a role or department, not a program. */
export type Owner = 'bureau' | 'departments' | 'data' | 'supervision' | 'hall';

/**
 * One thing that is judged. Dimensions, points and marks are those of the reference (section 3; the weights are ours);
 * where an indicator has several measures there, its points are shared out among them.
 */
export interface Indicator {
  readonly id: string;
  readonly dimension: Dimension;
  readonly points: number;
  readonly owner: Owner;
  /** A share of 1, or a number where `unit` says so, that earns all points. */
  readonly mark: number;
  /** Whether more is better. */
  readonly toward: 'more' | 'less';
  readonly unit?: 'number';
  /** Absent where the platform keeps nothing to measure it by. */
  readonly measure?: (evidence: Evidence) => Ratio;
  /** Measured item by item: it can be said whose items are wanting. */
  readonly byItem?: keyof typeof itemMeasures;
}

const more = { toward: 'more' } as const;
const less = { toward: 'less' } as const;

export const indicators: readonly Indicator[] = [
  { id: 'A1', dimension: 'A', points: 5, owner: 'bureau', mark: 0.3, ...more },
  { id: 'A2', dimension: 'A', points: 5, owner: 'departments', mark: 1, ...more },
  { id: 'A3a', dimension: 'A', points: 2, owner: 'departments', mark: 0.7, ...more, byItem: 'shortened' },
  { id: 'A3b', dimension: 'A', points: 2, owner: 'departments', mark: 0.8, ...less, measure: ({ days }) => days },
  { id: 'A4a', dimension: 'A', points: 2, owner: 'departments', mark: 0.96, ...more, byItem: 'oneVisit' },
  { id: 'A4b', dimension: 'A', points: 2, owner: 'departments', mark: 0.8, ...more, byItem: 'noVisit' },
  { id: 'A5', dimension: 'A', points: 4, owner: 'bureau', mark: 0.9, ...more },
  { id: 'A6', dimension: 'A', points: 3, owner: 'bureau', mark: 1, ...more },
  { id: 'B1a', dimension: 'B', points: 3.5, owner: 'departments', mark: 0.96, ...more, measure: depth('three') },
  { id: 'B1b', dimension: 'B', points: 3.5, owner: 'departments', mark: 0.85, ...more, measure: depth('four') },
  { id: 'B2', dimension: 'B', points: 5, owner: 'data', mark: 1, ...more, byItem: 'oneAccount' },
  { id: 'B3', dimension: 'B', points: 5, owner: 'data', mark: 0.6, ...more },
  { id: 'B4', dimension: 'B', points: 4, owner: 'data', mark: 0.6, ...more },
  {
    ...{ id: 'B5', dimension: 'B', points: 4, owner: 'bureau', mark: 13, ...more, unit: 'number' },
    measure: ({ bundles }) => bundles,
  },
  { id: 'C1', dimension: 'C', points: 5, owner: 'hall', mark: 1, ...more },
  { id: 'C2a', dimension: 'C', points: 2, owner: 'bureau', mark: 0.9, ...more, measure: ({ found }) => found },
  { id: 'C2b', dimension: 'C', points: 2, owner: 'bureau', mark: 0.03, ...less, measure: (own) => own.foundNothing },
  { id: 'C3', dimension: 'C', points: 3, owner: 'departments', mark: 1, ...more },
  { id: 'C4a', dimension: 'C', points: 1.5, owner: 'bureau', mark: 1, ...more, measure: (own) => own.filingsTold },
  { id: 'C4b', dimension: 'C', points: 1.5, owner: 'bureau', mark: 1, ...more },
  { id: 'D1', dimension: 'D', points: 8, owner: 'departments', mark: 0.98, ...more, byItem: 'online' },
  { id: 'D2', dimension: 'D', points: 4, owner: 'departments', mark: 0.99, ...more, byItem: 'complete' },
  { id: 'D3', dimension: 'D', points: 3, owner: 'bureau', mark: 1, ...more, measure: ({ popular }) => popular },
  { id: 'E1', dimension: 'E', points: 8, owner: 'departments', mark: 0.98, ...more, byItem: 'lint' },
  { id: 'E2', dimension: 'E', points: 5, owner: 'departments', mark: 1, ...more },
  { id: 'E3', dimension: 'E', points: 4, owner: 'departments', mark: 0.001, ...less },
  { id: 'E4a', dimension: 'E', points: 1.5, owner: 'departments', mark: 0.9, ...more, byItem: 'plain' },
  { id: 'E4b', dimension: 'E', points: 1.5, owner: 'departments', mark: 0.9, ...more, byItem: 'fresh' },
  { id: 'F1', dimension: 'F', points: 0, owner: 'supervision', mark: 0.001, ...less, measure: ({ jumps }) => jumps },
  { id: 'F2', dimension: 'F', points: 0, owner: 'departments', mark: 0, ...less, measure: ({ deemed }) => deemed },
  { id: 'F3', dimension: 'F', points: 0, owner: 'bureau', mark: 1, ...more, measure: (own) => own.closedInPublic },
  { id: 'F4', dimension: 'F', points: 0, owner: 'departments', mark: 1, ...more, measure: (own) => own.specialsTold },
];

function depth(least: 'three' | 'four'): (evidence: Evidence) => Ratio {
  return ({ depths }) => ({ count: depths[least], of: depths.received });
}
