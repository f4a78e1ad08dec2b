import type { Reader } from './reader.ts';

/** More words are in no name. */
const MOST_TOKENS = 60;

/** Takes the longest name that is known, and gives it normalized. */
export function takeLongest(reader: Reader, isKnown: (name: string) => boolean): string | undefined {
  let [name, longest, end] = ['', undefined as string | undefined, 0];
  for (const { token, end: behind } of reader.nameTokens().take(MOST_TOKENS)) {
    name = name === '' ? token : `${name} ${token}`;
    if (isKnown(name)) [longest, end] = [name, behind];
  }
  if (longest !== undefined) reader.at = end;
  return longest;
}

/** A name that the mark follows, both taken; undefined, and nothing taken, if there is none. */
export function takeNameBefore(reader: Reader, mark: string): string | undefined {
  const start = reader.skip();
  let name = '';
  for (const { token, end } of reader.nameTokens()) {
    name = name === '' ? token : `${name} ${token}`;
    reader.at = end;
  }
  if (name !== '' && reader.take(mark)) return name;
  reader.at = start;
  return undefined;
}
