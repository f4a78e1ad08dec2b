import { AuditProblem, openReceipt, verifyFile, type FileKind, type Statement, type Trust } from '#audit';
import { TlogProblem } from '#tlog';

/** A sentence of the locales and what is filled into it. */
export interface Said {
  readonly key: string;
  readonly values: Readonly<Record<string, string>>;
}

export interface Verified {
  readonly kind: FileKind;
  readonly statements: readonly (Said & { readonly proved: boolean })[];
  /** The quorum that the policy asks for has not signed it. */
  readonly isUnwitnessed: boolean;
  /** What to compare with a receipt on paper. */
  readonly leafHash?: Uint8Array;
}

/** Nothing that it says may be believed; `problem` is the key of why. */
export interface Refused {
  readonly problem: string;
}

export type Verdict = Verified | Refused;

export const MOST_BYTES = 1_000_000;

/** Beginnings of files that somebody may choose by mistake. */
const mistaken: readonly (readonly [string, string])[] = [
  ['%PDF', 'verify.problem.pdf'],
  ['PK\u0003\u0004', 'verify.problem.archive'],
];

const RETURN = 0x0d;
/** What a file looks like whose line ends a mail program has changed. */
const LINE_ENDS = new Set(['audit.file.unknown', 'tlog.note.control-character', 'tlog.proof.malformed']);

/** What a file proves and what it does not; never throws. */
export function judge(bytes: Uint8Array, trust: Trust): Verdict {
  if (bytes.length === 0) return { problem: 'verify.problem.empty' };
  if (bytes.length > MOST_BYTES) return { problem: 'verify.problem.large' };
  const [, mistake] = mistaken.find(([start]) => beginsWith(bytes, start)) ?? [];
  if (mistake !== undefined) return { problem: mistake };
  try {
    const { kind, statements, isUnwitnessed } = verifyFile(bytes, trust);
    return {
      kind,
      isUnwitnessed,
      statements: statements.map(sayingOf),
      ...(kind === 'receipt' ? { leafHash: openReceipt(bytes, trust.receiptKeys).leafHash } : {}),
    };
  } catch (error) {
    const problem = problemOf(error);
    return { problem: LINE_ENDS.has(problem) && bytes.includes(RETURN) ? 'verify.problem.line-ends' : problem };
  }
}

function beginsWith(bytes: Uint8Array, start: string): boolean {
  return [...start].every((character, at) => bytes[at] === character.charCodeAt(0));
}

function problemOf(error: unknown): string {
  if (error instanceof TlogProblem) return `tlog.${error.code}`;
  return error instanceof AuditProblem ? `audit.${error.code}` : 'verify.problem.fault';
}

function sayingOf({ code, proved, values }: Statement) {
  return { key: `audit.says.${code}${proved ? '' : '.not'}`, values, proved };
}

/**
 * Text as it was before it was copied: pages and mail programs leave off its last line end, or add their own.
 * @returns undefined for nothing but blanks
 */
export function pasted(text: string): Uint8Array<ArrayBuffer> {
  const plain = text.replaceAll('\r\n', '\n').trim();
  return new TextEncoder().encode(plain === '' ? '' : `${plain}\n`);
}
