/** What one decision may use. Far above any rule of an office, far below what a server would notice. */
export interface Limits {
  /** Nodes evaluated, with surcharges for long lists and texts. */
  readonly steps: number;
  /** Items of one list. */
  readonly items: number;
  /** UTF-16 units of one text. */
  readonly characters: number;
  /** Evaluations inside one another; a function that calls itself gets about a third of this. */
  readonly depth: number;
  readonly diagnostics: number;
}

export const LIMITS: Limits = {
  steps: 1_000_000,
  items: 100_000,
  characters: 1_000_000,
  depth: 1_000,
  diagnostics: 100,
};

/** Of an expression's source. */
export const MOST_SOURCE = 100_000;
/** Brackets inside brackets in an expression's source. */
export const MOST_NESTING = 400;
