import type { Cleaner } from './cleaner.ts';
import { keptSegment } from './jpeg-segment.ts';

const MARKER = 0xff;
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
const NOTHING = Buffer.alloc(0);

type State = 'segments' | 'scan' | 'done' | 'broken';

interface Step {
  readonly used: number;
  readonly kept: Buffer;
  readonly next: State;
}

/**
 * A JPEG without EXIF (but for the orientation), XMP, IPTC, comments, thumbnails and makers' segments, and without what
 * follows its end, as the film with sound in phones' moving pictures.
 *
 * Walks the segments (ITU-T T.81, annex B): looking for the end marker alone would take the one of the thumbnail inside
 * the metadata for that of a picture that was cut short. At most one segment, 64 KiB, is held.
 */
export function cleanJpeg(): Cleaner {
  let state: State = 'segments';
  let rest = Buffer.alloc(0);
  return {
    take: (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      const kept: Buffer[] = [];
      for (let step = stepOf(state, rest); step !== undefined; step = stepOf(state, rest)) {
        kept.push(step.kept);
        rest = rest.subarray(step.used);
        state = step.next;
      }
      return Buffer.concat(kept);
    },
    isWhole: () => state === 'done',
  };
}

/** What to do with the next bytes; undefined if more are needed. */
function stepOf(state: State, bytes: Buffer): Step | undefined {
  if (bytes.length === 0) return undefined;
  if (state === 'scan') return scanStep(bytes);
  if (state === 'segments') return segmentStep(bytes);
  return { used: bytes.length, kept: NOTHING, next: state };
}

function segmentStep(bytes: Buffer): Step | undefined {
  const [marker, code] = bytes;
  if (marker !== MARKER) return { used: 1, kept: NOTHING, next: 'broken' };
  if (code === undefined) return undefined;
  if (code === MARKER) return { used: 1, kept: NOTHING, next: 'segments' };
  if (code === END_OF_IMAGE) return { used: 2, kept: bytes.subarray(0, 2), next: 'done' };
  if (isAlone(code)) return { used: 2, kept: bytes.subarray(0, 2), next: 'segments' };
  if (bytes.length < 4) return undefined;
  const end = 2 + bytes.readUInt16BE(2);
  if (end < 4) return { used: 4, kept: NOTHING, next: 'broken' };
  if (bytes.length < end) return undefined;
  const next = code === START_OF_SCAN ? 'scan' : 'segments';
  return { used: end, kept: keptSegment(bytes.subarray(0, end)), next };
}

/** Goes on to the next marker that ends the scan, or to where it could begin. */
function scanStep(bytes: Buffer): Step | undefined {
  let end = bytes.indexOf(MARKER);
  while (end !== -1 && isData(bytes[end + 1])) end = bytes.indexOf(MARKER, end + 2);
  if (end === -1) return { used: bytes.length, kept: bytes, next: 'scan' };
  if (end > 0) return { used: end, kept: bytes.subarray(0, end), next: 'scan' };
  return bytes.length < 2 ? undefined : { used: 0, kept: NOTHING, next: 'segments' };
}

/** Start of image and restart markers have no segment. */
function isAlone(code: number): boolean {
  return code === 0x01 || code === 0xd8 || isRestart(code);
}

/** Inside a scan, ff00 is a byte of the picture, and restart markers are part of it. */
function isData(code: number | undefined): boolean {
  return code !== undefined && (code === 0x00 || isRestart(code));
}

function isRestart(code: number): boolean {
  return code >= 0xd0 && code <= 0xd7;
}
