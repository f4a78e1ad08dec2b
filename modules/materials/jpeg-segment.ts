const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;
const COMMENT = 0xfe;
const NOTHING = Buffer.alloc(0);
/** Marker, length and name before the contents of an application segment. */
const JFIF = { name: 'JFIF\0', length: 18 };
const UPRIGHT = 1;
const ORIENTATION = 0x0112;

/**
 * What is kept of a JPEG segment: all that says how the picture looks, nothing that says who took it, when, where and
 * with what. Without the orientation, photographs of forms would lie on their side.
 */
export function keptSegment(segment: Buffer): Buffer {
  const code = segment[1] ?? 0;
  if (code === COMMENT) return NOTHING;
  if (code < APP0 || code > APP15) return segment;
  if (code === APP0) return isNamed(segment, JFIF.name) ? withoutThumbnail(segment) : NOTHING;
  if (code === APP1) return isNamed(segment, 'Exif\0\0') ? orientationOnly(segment) : NOTHING;
  if (code === APP2) return isNamed(segment, 'ICC_PROFILE\0') ? segment : NOTHING;
  return code === APP14 && isNamed(segment, 'Adobe') ? segment : NOTHING;
}

function isNamed(segment: Buffer, name: string): boolean {
  return segment.toString('latin1', 4, 4 + name.length) === name;
}

/** JFIF 1.02: version, density, then width and height of a thumbnail and its pixels. */
function withoutThumbnail(segment: Buffer): Buffer {
  if (segment.length < JFIF.length) return NOTHING;
  const short = Buffer.from(segment.subarray(0, JFIF.length));
  short.writeUInt16BE(JFIF.length - 2, 2);
  short.writeUInt16BE(0, JFIF.length - 2);
  return short;
}

function orientationOnly(segment: Buffer): Buffer {
  const orientation = orientationOf(segment.subarray(10));
  if (orientation === undefined || orientation === UPRIGHT) return NOTHING;
  const exif = Buffer.from('ffe100224578696600004d4d002a00000008000101120003000000010000000000000000', 'hex');
  exif.writeUInt16BE(orientation, 28);
  return exif;
}

/** TIFF 6.0: byte order, 42, place of the first directory; its entries are tag, type, count and value. */
function orientationOf(tiff: Buffer): number | undefined {
  if (tiff.length < 10) return undefined;
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (first + 2 > tiff.length) return undefined;
  const entries = short(first);
  for (let at = first + 2; at + 12 <= tiff.length && at < first + 2 + entries * 12; at += 12)
    if (short(at) === ORIENTATION) return inRange(short(at + 8));
  return undefined;
}

function inRange(orientation: number): number | undefined {
  return orientation >= 1 && orientation <= 8 ? orientation : undefined;
}
