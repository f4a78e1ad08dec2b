/** Why a change cannot be published: a sentence and the place. */
export interface PartProblem {
  readonly part: 'item' | 'route' | 'form' | 'texts' | `decision.${string}`;
  readonly code: string;
  readonly values?: Readonly<Record<string, string | number>>;
  /** Of a form: the page and the field, counted from 0. */
  readonly place?: { readonly page?: number; readonly field?: number };
  /** Of the item's elements and the ready texts: the field, such as `materials.2.name`. */
  readonly field?: string;
  /** Id of the element. */
  readonly element?: string;
  readonly line?: number;
  readonly detail?: string;
}
