/**
 * A stable `module.what` code: translated under the same key, never reworded once published.
 * The pages show the translation, the API an RFC 9457 problem.
 */
export type RefusalCode = `${string}.${string}`;

export interface RefusalOptions extends ErrorOptions {
  readonly status?: number;
  readonly values?: Record<string, string | number>;
}

/** The person asked for something that the rules do not allow now. Not a fault: nothing is logged as an error. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  /** HTTP status, 4xx; 404 also where the truth would be "not allowed", so that neither can be told from the other. */
  readonly status: number;
  /** Values for the translated sentence; never personal data. */
  readonly values: Readonly<Record<string, string | number>>;

  constructor(code: RefusalCode, { status = 409, values = {}, ...rest }: RefusalOptions = {}) {
    super(code, rest);
    this.code = code;
    this.status = status;
    this.values = values;
  }
}

/** What does not exist and what is not yours look the same. */
export function notFound(): Refusal {
  return new Refusal('kernel.not-found', { status: 404 });
}

/** One problem with one answer: `field` is the input's name, `code` a translation key. */
export interface FieldProblem {
  readonly field: string;
  readonly code: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** Input that cannot be used as it is (422). Whoever catches it shows every problem and keeps every answer. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
  readonly problems: readonly FieldProblem[];

  constructor(problems: readonly FieldProblem[]) {
    super(problems.map((problem) => `${problem.field}: ${problem.code}`).join(', '));
    this.problems = problems;
  }
}
