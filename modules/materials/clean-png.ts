import type { Cleaner } from './cleaner.ts';

const SIGNATURE = 8;
const HEADER = 8;
const CHECKSUM = 4;
const LONGEST = 0x7fff_ffff;
const NOTHING = Buffer.alloc(0);

/** Chunks beside the critical ones that say how the picture looks (PNG third edition, 11.3), and nothing else. */
const looks = new Set('tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT'.split(' '));

/** Where in the file the next byte is: `left` bytes before the end of chunk `type`, if in one. */
interface Place {
  readonly in: 'signature' | 'header' | 'chunk' | 'end' | 'noise';
  readonly type: string;
  readonly left: number;
}

interface Step {
  readonly used: number;
  readonly kept: Buffer;
  readonly next: Place;
}

/** A PNG without texts, time, EXIF and whatever else no reader needs, and without what was put behind its end. */
export function cleanPng(): Cleaner {
  let place: Place = { in: 'signature', type: '', left: 0 };
  let rest = NOTHING;
  return {
    take: (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      const kept: Buffer[] = [];
      for (let step = stepOf(place, rest); step !== undefined; step = stepOf(place, rest)) {
        kept.push(step.kept);
        rest = rest.subarray(step.used);
        place = step.next;
      }
      return Buffer.concat(kept);
    },
    isWhole: () => place.in === 'end',
  };
}

/** What to do with the next bytes; undefined if more are needed. */
function stepOf(place: Place, bytes: Buffer): Step | undefined {
  if (bytes.length === 0) return undefined;
  if (place.in === 'chunk') return chunkStep(place, bytes);
  if (place.in === 'header') return bytes.length < HEADER ? undefined : headerStep(place, bytes);
  if (place.in !== 'signature') return { used: bytes.length, kept: NOTHING, next: place };
  if (bytes.length < SIGNATURE) return undefined;
  return { used: SIGNATURE, kept: bytes.subarray(0, SIGNATURE), next: { ...place, in: 'header' } };
}

function headerStep({ type: before }: Place, bytes: Buffer): Step {
  const length = bytes.readUInt32BE();
  const type = bytes.toString('latin1', 4, HEADER);
  const isFirst = before === '';
  const fits = length <= LONGEST && /^[A-Za-z]{4}$/.test(type) && isFirst === (type === 'IHDR');
  if (!fits) return { used: HEADER, kept: NOTHING, next: { in: 'noise', type, left: 0 } };
  const next: Place = { in: 'chunk', type, left: length + CHECKSUM };
  return { used: HEADER, kept: isKept(type) ? bytes.subarray(0, HEADER) : NOTHING, next };
}

function chunkStep({ type, left }: Place, bytes: Buffer): Step {
  const used = Math.min(left, bytes.length);
  const after = type === 'IEND' ? 'end' : 'header';
  const next: Place = { in: used === left ? after : 'chunk', type, left: left - used };
  return { used, kept: isKept(type) ? bytes.subarray(0, used) : NOTHING, next };
}

/** A capital first letter says that the picture cannot be read without the chunk. */
function isKept(type: string): boolean {
  return /^[A-Z]/.test(type) || looks.has(type);
}
