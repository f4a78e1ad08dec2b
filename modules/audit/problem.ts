/** What can be wrong with something that claims to speak of the acceptance ledger; sentences under `audit.`. */
export type AuditCode =
  | 'receipt.malformed'
  | 'leaf.malformed'
  | 'commitment.malformed'
  | 'commitment.other'
  | 'extra.malformed'
  | 'extra.other-leaf'
  | 'evidence.malformed'
  | 'evidence.not-covered'
  | 'evidence.not-proved'
  | 'evidence.other-log'
  | 'evidence.no-time'
  | 'file.unknown';

/** Input that is not accepted, and why. It never carries another exception's text. */
export class AuditProblem extends Error {
  readonly code: AuditCode;
  readonly at: string | undefined;

  constructor(code: AuditCode, at?: string) {
    super(at === undefined ? code : `${code} (${at})`);
    this.name = 'AuditProblem';
    this.code = code;
    this.at = at;
  }
}
