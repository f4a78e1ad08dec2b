import { sentencesOf } from '#kernel';

/** What the script of an editor says: the sentences whose keys begin so. */
export function editorWords(locale: string, ...beginnings: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...sentencesOf(locale)].filter(([key]) => beginnings.some((beginning) => key.startsWith(beginning))),
  );
}
