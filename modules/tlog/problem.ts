/** What can be wrong with something that claims to be signed or logged; each has a sentence under `tlog.` in the locales. */
export type TlogCode =
  | 'base64.not-canonical'
  | 'number.not-decimal'
  | 'number.too-large'
  | 'text.not-utf8'
  | 'hash.wrong-length'
  | 'key.malformed'
  | 'key.unknown-type'
  | 'key.id-does-not-match'
  | 'note.malformed'
  | 'note.control-character'
  | 'note.too-large'
  | 'note.no-known-signature'
  | 'note.bad-signature'
  | 'checkpoint.malformed'
  | 'checkpoint.extension'
  | 'checkpoint.other-origin'
  | 'proof.malformed'
  | 'proof.index-beyond-size'
  | 'proof.wrong-length'
  | 'proof.other-root'
  | 'proof.sizes-reversed'
  | 'proof.from-nothing'
  | 'tile.malformed'
  | 'tile.wrong-length'
  | 'tile.other-hash'
  | 'entries.malformed'
  | 'entries.other-hash'
  | 'policy.malformed'
  | 'policy.no-quorum'
  | 'request.malformed';

/** Input that is not accepted, and why. It never carries another exception's text. */
export class TlogProblem extends Error {
  readonly code: TlogCode;
  /** Where, or which: a line number, a key's name, an index. */
  readonly at: string | undefined;

  constructor(code: TlogCode, at?: string) {
    super(at === undefined ? code : `${code} (${at})`);
    this.name = 'TlogProblem';
    this.code = code;
    this.at = at;
  }
}
