import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { cleanJpeg } from './clean-jpeg.ts';
import { cleanPng } from './clean-png.ts';
import type { Cleaner } from './cleaner.ts';
import { pngFile } from './testing.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

function segment(code: number, ...parts: readonly (string | Buffer)[]): Buffer {
  const payload = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));
  return Buffer.concat([Buffer.of(0xff, code, (payload.length + 2) >> 8, (payload.length + 2) & 255), payload]);
}

function chunk(type: string, data: string | Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), Buffer.from(data)]);
  const frame = Buffer.alloc(8 + body.length);
  frame.writeUInt32BE(body.length - 4);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), 4 + body.length);
  return frame;
}

const START = hex('ffd8');
const SCAN = Buffer.concat([segment(0xda, hex('0101 0000 3f00')), hex('d2ff00cf ffd0 20'), hex('ffd9')]);
const TABLE = segment(0xdb, Buffer.alloc(65, 1));
const exif = (tiff: Buffer) => segment(0xe1, 'Exif\0\0', tiff, 'GPS 26.87N 100.23E');
/** Little-endian, with the camera's maker before the orientation. */
const sideways = hex('4949 2a00 08000000 0200 0f01 0200 04000000 41424300 1201 0300 01000000 06000000 00000000');
const upright = hex('4d4d 002a 00000008 0001 0112 0003 00000001 00010000 00000000');

/** What a cleaner keeps of a file that comes in pieces that end at `cuts`. */
function cleaned(cleaner: Cleaner, file: Buffer, cuts: readonly number[] = []): { kept: Buffer; isWhole: boolean } {
  const ends = [...cuts, file.length].toSorted((a, b) => a - b);
  const pieces = ends.map((end, n) => file.subarray(ends[n - 1] ?? 0, end));
  return { kept: Buffer.concat(pieces.map((piece) => cleaner.take(piece))), isWhole: cleaner.isWhole() };
}

test('of a photograph its colours stay, and its place, time, camera, thumbnail and film go', () => {
  const profile = segment(0xe2, 'ICC_PROFILE\0', '\x01\x01 colours');
  const adobe = segment(0xee, 'Adobe', hex('0064 0000 0000 01'));
  const photograph = Buffer.concat([
    START,
    segment(0xe0, 'JFIF\0', hex('0102 01 0048 0048 01 01'), 'rgb'),
    segment(0xe0, 'JFXX\0', 'thumbnail'),
    exif(upright),
    segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', '<x:xmpmeta/>'),
    profile,
    segment(0xe2, 'MPF\0', 'more pictures'),
    segment(0xed, 'Photoshop 3.0\0', 'names'),
    adobe,
    segment(0xfe, 'a comment'),
    TABLE,
    SCAN,
    Buffer.from('a film with sound'),
  ]);

  const { kept, isWhole } = cleaned(cleanJpeg(), photograph);
  const jfif = segment(0xe0, 'JFIF\0', hex('0102 01 0048 0048 00 00'));
  assert.deepEqual(kept, Buffer.concat([START, jfif, profile, adobe, TABLE, SCAN]));
  assert(isWhole);
});

test('a photograph taken sideways still stands upright', () => {
  const { kept } = cleaned(cleanJpeg(), Buffer.concat([START, exif(sideways), SCAN]));
  const orientation = segment(0xe1, 'Exif\0\0', hex('4d4d 002a 00000008 0001 0112 0003 00000001 00060000 00000000'));
  assert.deepEqual(kept, Buffer.concat([START, orientation, SCAN]));
});

test('EXIF that is no EXIF is left out and does no harm', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.constantFrom('4949', '4d4d'), (noise, order) => {
      const file = Buffer.concat([START, segment(0xe1, 'Exif\0\0', hex(order), Buffer.from(noise)), SCAN]);
      const { kept, isWhole } = cleaned(cleanJpeg(), file);
      return isWhole && (kept.length === START.length + SCAN.length || kept.length === file.length - noise.length + 24);
    }),
  );
});

test('of a drawing the picture stays, and texts, time, place and what follows its end go', () => {
  const plain = pngFile();
  const header = plain.subarray(0, 33);
  const density = chunk('pHYs', hex('00000b13 00000b13 01'));
  const told = [chunk('tEXt', 'Author\0Zhang'), chunk('eXIf', upright), chunk('tIME', hex('07ea 0b 17 0a 00 00'))];
  const drawing = Buffer.concat([header, ...told, density, plain.subarray(33), Buffer.from('PK archive')]);

  const { kept, isWhole } = cleaned(cleanPng(), drawing);
  assert.deepEqual(kept, Buffer.concat([header, density, plain.subarray(33)]));
  assert(isWhole);
});

test('the pieces in which a file arrives make no difference', () => {
  const files = [
    { clean: cleanJpeg, file: Buffer.concat([START, exif(sideways), TABLE, SCAN, TABLE, SCAN]) },
    { clean: cleanPng, file: Buffer.concat([pngFile().subarray(0, 33), chunk('tEXt', 'a'), pngFile().subarray(33)]) },
  ];
  for (const { clean, file } of files)
    fc.assert(
      fc.property(fc.array(fc.nat(file.length), { maxLength: 12 }), (cuts) => {
        assert.deepEqual(cleaned(clean(), file, cuts), cleaned(clean(), file));
      }),
    );
});

test('a picture that was cut short anywhere, or is none, is not whole', () => {
  for (const [clean, file] of [
    [cleanJpeg, Buffer.concat([START, exif(sideways), TABLE, SCAN])],
    [cleanPng, pngFile()],
  ] as const) {
    for (let length = 0; length < file.length; length += 1)
      assert.equal(cleaned(clean(), file.subarray(0, length)).isWhole, false, `${length} of ${file.length} bytes`);
    assert.equal(cleaned(clean(), Buffer.concat([file.subarray(0, 8), Buffer.alloc(500, 7)])).isWhole, false);
  }
});
