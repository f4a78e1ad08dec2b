import { readdirSync, readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { z } from 'zod';

/** Puts a sentence of the catalogue into words, with ICU values. */
export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export const DEFAULT_LOCALE = 'zh-CN';

const Sentences = z.record(z.string(), z.string());
const FOLDER = new URL('../../locales/', import.meta.url);

const translators = new Map<string, Translate>();

/** A key without a sentence is a mistake of ours: a test fails by it, a citizen reads the key and goes on. */
const STRICT = process.env.NODE_TEST_CONTEXT !== undefined;

/**
 * The translator of a locale over all files of locales/<locale>/, read once per process.
 * @throws Error for a locale without a folder, a key in two files, or a sentence that is not ICU MessageFormat.
 */
export function translator(locale: string = DEFAULT_LOCALE): Translate {
  const known = translators.get(locale);
  if (known !== undefined) return known;
  const fresh = translatorOf(locale, sentencesOf(locale), { strict: STRICT });
  translators.set(locale, fresh);
  return fresh;
}

/** A translator over given sentences. Sentences are parsed when they are first needed. */
export function translatorOf(
  locale: string,
  sentences: ReadonlyMap<string, string>,
  { strict }: { readonly strict: boolean },
): Translate {
  const formats = new Map<string, IntlMessageFormat>();
  return (key, values = {}) => {
    const sentence = sentences.get(key);
    if (sentence === undefined) {
      if (strict) throw new Error(`No sentence for "${key}" in ${locale}.`);
      return key;
    }
    // Most sentences have nothing to fill in.
    if (!/[{'<]/.test(sentence)) return sentence;
    let format = formats.get(key);
    if (format === undefined) {
      format = new IntlMessageFormat(sentence, locale, undefined, { ignoreTag: true });
      formats.set(key, format);
    }
    return String(format.format({ ...values }));
  };
}

/** Every sentence of a locale. */
export function sentencesOf(locale: string): ReadonlyMap<string, string> {
  const folder = new URL(`${locale}/`, FOLDER);
  const sentences = new Map<string, string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    for (const [key, sentence] of Object.entries(
      Sentences.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
    )) {
      if (sentences.has(key)) throw new Error(`"${key}" is translated twice in ${locale}, once in ${file}.`);
      sentences.set(key, sentence);
    }
  }
  return sentences;
}

/** Locales that have a folder. */
export function locales(): readonly string[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}
