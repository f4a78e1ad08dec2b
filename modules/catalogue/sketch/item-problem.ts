/** Where it is, by the name of the field, and a sentence: `catalogue.draft.CODE`. */
export interface ItemProblem {
  readonly place: string;
  readonly code: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

export interface ItemProblems {
  /** Nobody may publish it so. */
  readonly problems: readonly ItemProblem[];
  /** What a good guide has (办事指南体检), and may be meant so all the same. */
  readonly warnings: readonly ItemProblem[];
}
