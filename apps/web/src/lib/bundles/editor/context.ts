import type { SketchProblem } from '#bundles';

/** What every field of a part needs: what stands against it, and whether it may be written. */
export interface Editing {
  readonly problems: readonly SketchProblem[];
}

/** What stands against one field. */
export function problemsAt({ problems }: Editing, place: string): readonly SketchProblem[] {
  return problems.filter((problem) => problem.place === place);
}
