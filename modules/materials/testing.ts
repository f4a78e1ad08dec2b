import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { directoryStore, type FileStore } from './file-store.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** A picture of one grey pixel, as small as a JPEG can be that has every part. */
export function jpegFile(extra: Uint8Array = Buffer.alloc(0)): Buffer {
  const comment = Buffer.concat([hex('fffe'), Buffer.of((extra.length + 2) >> 8, (extra.length + 2) & 255), extra]);
  const scan = hex('ffda 0008 0101 0000 3f00 d2ff00cf ffd0 20');
  return Buffer.concat([hex('ffd8'), comment, scan, hex('ffd9')]);
}

export function pngFile(): Buffer {
  return Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
}

/** @param size of the whole file in bytes */
export function pdfFile(size = 400): Buffer {
  const end = '\n%%EOF\n';
  return Buffer.from('%PDF-1.7\n'.padEnd(size - end.length, 'x') + end, 'latin1');
}

/** A file as a stream, in pieces of at most `piece` bytes. */
export async function* streamed(bytes: Uint8Array, piece = 16_384): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += piece) yield await Promise.resolve(bytes.subarray(at, at + piece));
}

/** A store in a directory of its own, which `remove` takes away. */
export function temporaryStore(): { readonly files: FileStore; readonly directory: string; remove(): void } {
  const directory = mkdtempSync(join(tmpdir(), 'tongban-files-'));
  return { files: directoryStore(directory), directory, remove: () => rmSync(directory, { recursive: true }) };
}
