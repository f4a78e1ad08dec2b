/** Passes a file on as its bytes go by, without what cameras and programs wrote into it about people and places. */
export interface Cleaner {
  /** What of the next bytes is kept. */
  readonly take: (chunk: Uint8Array) => Buffer;
  /** Whether the file was there to its end. */
  readonly isWhole: () => boolean;
}
