import { readFileSync } from 'node:fs';

/** The real hand-over that ships with the release. */
export const realFile = new URL('../../../db/seeds/guangdong-items.jsonl', import.meta.url);

/** The first lines of the real hand-over, as objects that a test may spoil. */
export function realRows(count: number): Record<string, unknown>[] {
  return readFileSync(realFile, 'utf8')
    .split('\n')
    .slice(0, count)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

export function asLines(...rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** Bytes in pieces of an awkward size, as a network or a disk may give them. */
export async function* inPieces(content: string | Uint8Array, size = 997): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}
