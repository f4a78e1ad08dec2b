const MARKER = 0xff;
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;

type State = 'marker' | 'code' | 'length-high' | 'length-low' | 'segment' | 'scan' | 'scan-code' | 'done';

interface Walk {
  state: State;
  /** Marker of the segment being walked. */
  code: number;
  /** Bytes that are left of it. */
  left: number;
}

/** Finds the end of a JPEG as its bytes pass. */
export interface JpegEnd {
  readonly take: (chunk: Uint8Array) => void;
  /** Whether the image was there to its end. What follows it, as the film in phones' moving pictures, does not matter. */
  readonly reached: () => boolean;
}

/**
 * Walks the segments of a JPEG (ITU-T T.81, annex B). Looking for the end marker alone would take the one of the
 * thumbnail inside the metadata for that of a picture that was cut short.
 */
export function jpegEnd(): JpegEnd {
  const walk: Walk = { state: 'marker', code: 0, left: 0 };
  return {
    take: (chunk) => {
      for (let at = 0; at < chunk.length && walk.state !== 'done';)
        at += walk.state === 'segment' ? skip(walk, chunk.length - at) : step(walk, chunk[at] ?? 0);
    },
    reached: () => walk.state === 'done',
  };
}

/** @returns how many of the `most` bytes at hand belong to the segment */
function skip(walk: Walk, most: number): number {
  const skipped = Math.min(walk.left, most);
  walk.left -= skipped;
  if (walk.left === 0) walk.state = afterSegment(walk.code);
  return skipped;
}

function step(walk: Walk, byte: number): 1 {
  if (walk.state === 'length-high') walk.left = byte << 8;
  if (walk.state === 'length-low') walk.left += byte - 2;
  if (walk.state === 'code' || walk.state === 'scan-code') walk.code = byte;
  walk.state = next(walk, byte);
  return 1;
}

function next({ state, code, left }: Walk, byte: number): State {
  if (state === 'marker') return byte === MARKER ? 'code' : 'marker';
  if (state === 'code') return afterCode(byte);
  if (state === 'length-high') return 'length-low';
  if (state === 'length-low') return left > 0 ? 'segment' : afterSegment(code);
  if (state === 'scan') return byte === MARKER ? 'scan-code' : 'scan';
  return isData(byte) ? 'scan' : afterCode(byte);
}

function afterCode(byte: number): State {
  if (byte === MARKER) return 'code';
  if (byte === END_OF_IMAGE) return 'done';
  return isAlone(byte) ? 'marker' : 'length-high';
}

function afterSegment(code: number): State {
  return code === START_OF_SCAN ? 'scan' : 'marker';
}

/** Start of image and restart markers have no segment. */
function isAlone(byte: number): boolean {
  return byte === 0x01 || byte === 0xd8 || isRestart(byte);
}

/** Inside a scan, ff00 is a byte of the picture, and restart markers are part of it. */
function isData(byte: number): boolean {
  return byte === 0x00 || isRestart(byte);
}

function isRestart(byte: number): boolean {
  return byte >= 0xd0 && byte <= 0xd7;
}
