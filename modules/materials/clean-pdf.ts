import type { Cleaner } from './cleaner.ts';

/** ISO 32000-1, annex H: readers look for %%EOF in the last 1024 bytes. */
const TAIL = 1024;
const END = Buffer.from('%%EOF', 'latin1');

/** A PDF stays as it is: a signature in it covers every byte. */
export function cleanPdf(): Cleaner {
  let tail = Buffer.alloc(0);
  return {
    take: (chunk) => {
      tail = Buffer.concat([tail, chunk.subarray(-TAIL)]).subarray(-TAIL);
      return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    },
    isWhole: () => tail.includes(END),
  };
}
