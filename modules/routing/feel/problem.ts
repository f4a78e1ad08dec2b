/** Why an expression has no value; sentences under `feel.` and `dmn.`. */
export type FeelCode =
  | 'feel.syntax'
  | 'feel.too-long'
  | 'feel.too-deep'
  | 'feel.unknown-name'
  | 'feel.unknown-type'
  | 'feel.unknown-property'
  | 'feel.types'
  | 'feel.argument'
  | 'feel.arity'
  | 'feel.no-function'
  | 'feel.no-number'
  | 'feel.no-such-day'
  | 'feel.unreadable'
  | 'feel.pattern'
  | 'feel.index'
  | 'feel.duplicate-key'
  | 'feel.not-conforming'
  | 'feel.not-allowed'
  | 'feel.external'
  | 'feel.steps'
  | 'feel.list-too-long'
  | 'feel.text-too-long'
  | 'dmn.input-missing'
  | 'dmn.input-not-allowed'
  | 'dmn.output-not-allowed'
  | 'dmn.rules-overlap'
  | 'dmn.rules-differ'
  | 'dmn.no-rule'
  | 'dmn.aggregation'
  | 'dmn.no-logic'
  | 'dmn.cycle';

/** Where in an expression's source, in UTF-16 units. */
export interface Place {
  readonly from: number;
}

/** A value that there is not, and why. */
export interface Diagnostic {
  readonly code: FeelCode;
  /** Id of the element of the model whose expression it is. */
  readonly element: string | undefined;
  /** In that expression's source. */
  readonly offset: number;
  /** A name, a type, numbers of rules: for the sentence, never another program's text. */
  readonly detail: string | undefined;
}

/** Source that is not FEEL. */
export class FeelProblem extends Error {
  readonly code: FeelCode;
  readonly offset: number;
  readonly detail: string | undefined;

  constructor(code: FeelCode, offset: number, detail?: string) {
    super(`${code} at ${offset}`);
    this.name = 'FeelProblem';
    this.code = code;
    this.offset = offset;
    this.detail = detail;
  }
}

/** A budget has run out: nothing of this decision may go on. */
export class Exhausted extends Error {
  readonly code: FeelCode;

  constructor(code: FeelCode) {
    super(code);
    this.name = 'Exhausted';
    this.code = code;
  }
}

/** An operation that has no value for what it was given; becomes null and a diagnostic where it was written. */
export class Trouble extends Error {
  readonly code: FeelCode;
  readonly detail: string | undefined;

  constructor(code: FeelCode, detail?: string) {
    super(code);
    this.name = 'Trouble';
    this.code = code;
    this.detail = detail;
  }
}
