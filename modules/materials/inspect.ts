import { createHash } from 'node:crypto';
import { Refusal } from '#kernel';
import type { MediaType } from './asset.ts';
import { jpegEnd } from './jpeg-end.ts';

const MEGABYTE = 1024 * 1024;
/** ISO 32000-1, annex H: readers look for %%EOF in the last 1024 bytes. PNG writers may add as little after IEND. */
const TAIL = 1024;
const LONGEST_MAGIC = 8;

const magics: readonly (readonly [MediaType, Buffer])[] = [
  ['image/jpeg', Buffer.from('ffd8ff', 'hex')],
  ['image/png', Buffer.from('89504e470d0a1a0a', 'hex')],
  ['application/pdf', Buffer.from('%PDF-', 'latin1')],
];

const PNG_END = Buffer.from('0000000049454e44ae426082', 'hex');
const PDF_END = Buffer.from('%%EOF', 'latin1');

/** What a file turned out to be. */
export interface Inspected {
  readonly mediaType: MediaType;
  readonly size: number;
  readonly sha256: string;
}

/** Looks at a file while it passes, holding no more than its first and last bytes. */
export interface Inspection {
  /** @throws Refusal materials.too-large {megabytes}, materials.unsupported-type */
  readonly take: (chunk: Uint8Array) => void;
  /** @throws Refusal materials.empty, materials.unsupported-type, materials.broken */
  readonly end: () => Inspected;
}

/** Judges a file by its content: its size, its type, and whether it is there to its end. */
export function inspection({ maxMegabytes }: { readonly maxMegabytes: number }): Inspection {
  const hash = createHash('sha256');
  const jpeg = jpegEnd();
  let size = 0;
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  let mediaType: MediaType | undefined;

  return {
    take: (chunk) => {
      size += chunk.length;
      if (size > maxMegabytes * MEGABYTE)
        throw new Refusal('materials.too-large', { status: 413, values: { megabytes: maxMegabytes } });
      if (head.length < LONGEST_MAGIC) head = Buffer.concat([head, chunk.subarray(0, LONGEST_MAGIC)]);
      if (head.length >= LONGEST_MAGIC) mediaType ??= typeOf(head);
      hash.update(chunk);
      jpeg.take(chunk);
      tail = Buffer.concat([tail, chunk.subarray(-TAIL)]).subarray(-TAIL);
    },
    end: () => {
      if (size === 0) throw new Refusal('materials.empty', { status: 422 });
      mediaType ??= typeOf(head);
      if (!isWhole(mediaType, tail, jpeg.reached())) throw new Refusal('materials.broken', { status: 422 });
      return { mediaType, size, sha256: hash.digest('hex') };
    },
  };
}

function typeOf(head: Buffer): MediaType {
  const found = magics.find(([, magic]) => head.subarray(0, magic.length).equals(magic));
  if (found === undefined) throw new Refusal('materials.unsupported-type', { status: 415 });
  return found[0];
}

function isWhole(mediaType: MediaType, tail: Buffer, jpegEnded: boolean): boolean {
  if (mediaType === 'image/jpeg') return jpegEnded;
  return tail.includes(mediaType === 'image/png' ? PNG_END : PDF_END);
}
