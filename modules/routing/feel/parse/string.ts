import type { Reader } from './reader.ts';

const STRING = /"(?:[^"\\]|\\[^])*"/uy;
const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|([nrt"'\\]))/gu;
const MEANT: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
const LAST_CODE_POINT = 0x10ffff;

/** A string literal; a backslash that begins no escape sequence is a character (DMN 1.5, grammar rules 33 and 64). */
export function takeString(reader: Reader): string | undefined {
  const found = reader.takeMatch(STRING);
  return found?.slice(1, -1).replaceAll(ESCAPE, (whole, ...[four, six, one]: readonly (string | undefined)[]) => {
    if (one !== undefined) return MEANT[one] ?? one;
    const code = Number.parseInt(four ?? six ?? '', 16);
    return four !== undefined ? String.fromCharCode(code) : code > LAST_CODE_POINT ? whole : String.fromCodePoint(code);
  });
}
