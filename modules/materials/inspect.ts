import { createHash } from 'node:crypto';
import { Refusal } from '#kernel';
import type { MediaType } from './asset.ts';
import { cleanJpeg } from './clean-jpeg.ts';
import { cleanPdf } from './clean-pdf.ts';
import { cleanPng } from './clean-png.ts';
import type { Cleaner } from './cleaner.ts';

const MEGABYTE = 1024 * 1024;
const LONGEST_MAGIC = 8;

interface Kind {
  readonly mediaType: MediaType;
  readonly magic: Buffer;
  readonly clean: () => Cleaner;
}

const kinds: readonly Kind[] = [
  { mediaType: 'image/jpeg', magic: Buffer.from('ffd8ff', 'hex'), clean: cleanJpeg },
  { mediaType: 'image/png', magic: Buffer.from('89504e470d0a1a0a', 'hex'), clean: cleanPng },
  { mediaType: 'application/pdf', magic: Buffer.from('%PDF-', 'latin1'), clean: cleanPdf },
];

/** What a file turned out to be, after cleaning. */
export interface Inspected {
  readonly mediaType: MediaType;
  readonly size: number;
  readonly sha256: string;
}

/** Looks at a file while it passes, and takes out what is not to be kept. */
export interface Inspection {
  /**
   * What of the next bytes is to be stored.
   * @throws Refusal materials.too-large {megabytes}, materials.unsupported-type
   */
  readonly take: (chunk: Uint8Array) => Buffer;
  /** @throws Refusal materials.empty, materials.unsupported-type, materials.broken */
  readonly end: () => Inspected;
}

/** Judges a file by its content: its size, its type, and whether it is there to its end. */
export function inspection({ maxMegabytes }: { readonly maxMegabytes: number }): Inspection {
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let kind: (Pick<Kind, 'mediaType'> & { readonly cleaner: Cleaner }) | undefined;
  let received = 0;
  let size = 0;

  function clean({ take }: Cleaner, bytes: Uint8Array): Buffer {
    const kept = take(bytes);
    hash.update(kept);
    size += kept.length;
    return kept;
  }

  return {
    take: (chunk) => {
      received += chunk.length;
      if (received > maxMegabytes * MEGABYTE)
        throw new Refusal('materials.too-large', { status: 413, values: { megabytes: maxMegabytes } });
      if (kind !== undefined) return clean(kind.cleaner, chunk);
      head = Buffer.concat([head, chunk]);
      if (head.length < LONGEST_MAGIC) return Buffer.alloc(0);
      kind = kindOf(head);
      return clean(kind.cleaner, head);
    },
    end: () => {
      if (received === 0) throw new Refusal('materials.empty', { status: 422 });
      const { mediaType, cleaner } = kind ?? kindOf(head);
      if (!cleaner.isWhole()) throw new Refusal('materials.broken', { status: 422 });
      return { mediaType, size, sha256: hash.digest('hex') };
    },
  };
}

function kindOf(head: Buffer): Pick<Kind, 'mediaType'> & { readonly cleaner: Cleaner } {
  const kind = kinds.find(({ magic }) => head.subarray(0, magic.length).equals(magic));
  if (kind === undefined) throw new Refusal('materials.unsupported-type', { status: 415 });
  return { mediaType: kind.mediaType, cleaner: kind.clean() };
}
