import { concatenate, sameBytes } from './bytes.ts';
import { leafHash, type Hash } from './hash.ts';
import { TlogProblem } from './problem.ts';

const LENGTH_BYTES = 2;
const MOST_BYTES = 0xffff;

/** An entry bundle: each entry after its length in two bytes, most significant first (tlog-tiles, Log entries). */
export function joinEntries(entries: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return concatenate(
    ...entries.flatMap((entry) => {
      if (entry.length > MOST_BYTES) throw new TlogProblem('entries.malformed');
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry];
    }),
  );
}

/** The entries of a bundle that must hold exactly `width` of them. @throws TlogProblem entries.malformed */
export function splitEntries(bundle: Uint8Array, width: number): readonly Uint8Array[] {
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bundle.length) {
    if (at + LENGTH_BYTES > bundle.length) throw new TlogProblem('entries.malformed');
    const end = at + LENGTH_BYTES + view.getUint16(at);
    if (end > bundle.length) throw new TlogProblem('entries.malformed');
    entries.push(bundle.subarray(at + LENGTH_BYTES, end));
    at = end;
  }
  if (entries.length !== width) throw new TlogProblem('entries.malformed');
  return entries;
}

/** Every entry hashes to its place in the tile of level 0. @throws TlogProblem entries.other-hash, with the place */
export function requireEntryHashes(entries: readonly Uint8Array[], hashes: readonly Hash[]): void {
  if (entries.length !== hashes.length) throw new TlogProblem('entries.malformed');
  entries.forEach((entry, at) => {
    const hash = hashes[at];
    if (hash === undefined || !sameBytes(leafHash(entry), hash))
      throw new TlogProblem('entries.other-hash', String(at));
  });
}
