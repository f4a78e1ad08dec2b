import type { SketchField } from '#forms';

/** Input names of the answers that a condition waits for: `if.` and the field. */
export const AWAITED = 'if.';

/** Options as they are typed: one a line, its code, a blank, and what people read. */
export function optionLines(options: SketchField['options'] = []): string {
  return options.map(({ value, label }) => `${value} ${label}`).join('\n');
}

/** What can be chosen in a panel, and what the open page or field waits for. */
export interface Choices {
  readonly kinds: readonly string[];
  readonly prefills: readonly string[];
  /** Undefined: its condition says more than boxes can. */
  readonly awaited: Readonly<Record<string, readonly string[]>> | undefined;
}
