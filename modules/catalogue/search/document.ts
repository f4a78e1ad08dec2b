import type { ItemId } from '../ids.ts';
import type { ServiceItem } from '../service-item.ts';
import { initials, sounds } from './pinyin.ts';
import { aboutWord, bigrams, normalise, pairs, segment } from './words.ts';

/** What the index knows of an item: tokens to find it by, and texts to weigh it by. */
export interface SearchDocument {
  readonly id: ItemId;
  readonly item: ServiceItem;
  /** Items with the same key are one hit: those of one 基本编码. */
  readonly group: string;
  /** plainName and keywords, as people speak: each one between spaces. */
  readonly plain: string;
  readonly name: string;
  readonly agency: string;
  /** Sounds of plain and name, each between spaces, each phrase between bars. */
  readonly sounds: string;
  readonly initials: string;
  /** Characters of the everyday name, or of the official one where there is no other. */
  readonly shortest: number;
  /** The word by which the name says that it is only about a service. */
  readonly about: string | undefined;
  readonly tokens: DocumentTokens;
}

export interface DocumentTokens {
  readonly plain: readonly string[];
  readonly name: readonly string[];
  readonly agency: readonly string[];
  readonly topics: readonly string[];
  /** Pairs of neighbouring sounds. */
  readonly sounds: readonly string[];
  readonly initials: readonly string[];
  /** Whole words in letters: 身份证 → senfenzen. */
  readonly letters: readonly string[];
}

export function toDocument(item: ServiceItem): SearchDocument {
  const { name, plainName, keywords, topics, agency, catalogCode } = item.elements;
  const spoken = [...(plainName === undefined ? [] : [plainName]), ...keywords].map(normalise);
  const official = normalise(name);
  const phrases = [...spoken, ...official.split(' ')];
  const phraseSounds = phrases.map(sounds);
  const words = phrases.flatMap(segment);
  return {
    id: item.id,
    item,
    group: catalogCode,
    plain: ` ${spoken.join(' | ')} `,
    name: ` ${official} `,
    agency: ` ${normalise(agency.name)} `,
    sounds: `|${phraseSounds.map((list) => ` ${list.join(' ')} `).join('|')}|`,
    initials: phraseSounds.map((list) => list.map((sound) => sound.charAt(0)).join('')).join('|'),
    shortest: Math.min(official.length, ...(plainName === undefined ? [] : [normalise(plainName).length])) + 2,
    about: aboutWord(official),
    tokens: {
      plain: spoken.flatMap(textTokens),
      name: textTokens(official),
      agency: textTokens(normalise(agency.name)),
      topics: topics.flatMap((topic) => textTokens(normalise(topic))),
      sounds: phraseSounds.flatMap((list) => soundPairs(list)),
      initials: unique([...words, ...pairs(words).map((pair) => pair.join(''))].map(initials).filter(isLong)),
      letters: unique(words.map((word) => sounds(word).join('')).filter((letters) => letters.length > 3)),
    },
  };
}

/** Words and pairs of characters, each once: a word of two characters is its own pair. */
export function textTokens(text: string): readonly string[] {
  return unique([...segment(text).filter(isLong), ...bigrams(text)]);
}

export function soundPairs(list: readonly string[]): readonly string[] {
  return pairs(list).map((pair) => pair.join('_'));
}

function isLong(text: string): boolean {
  return text.length > 1;
}

function unique(list: readonly string[]): readonly string[] {
  return [...new Set(list)];
}
