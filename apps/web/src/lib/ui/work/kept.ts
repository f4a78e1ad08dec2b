/** What somebody typed into a page before and could not send, to be filled in again. */
export interface KeptAct {
  readonly why: 'signed-out' | 'not-in-hand' | 'on-the-way';
  /** The action it was meant for. */
  readonly act: string;
  readonly typed: Readonly<Record<string, string | readonly string[]>>;
}
