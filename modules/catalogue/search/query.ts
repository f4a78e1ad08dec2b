import type { Synonym } from '../synonyms.ts';
import { plainSound, sounds, syllables } from './pinyin.ts';
import { isFiller, isHan, isWeak, normalise, segment, withoutParticles } from './words.ts';

/** One idea in a query: the word that was typed, and other ways to say it. */
export interface QueryUnit {
  readonly text: string;
  /** Sounds of the word, also where it was typed in letters. */
  readonly sounds: readonly string[];
  /** What the catalogue may call it, each as the words that must be there. */
  readonly official: readonly (readonly string[])[];
  /** Typed in letters that are no syllables: perhaps initials. */
  readonly letters: boolean;
  readonly weak: boolean;
}

export interface ParsedQuery {
  /** The query without filler, normalised, without spaces. */
  readonly core: string;
  readonly units: readonly QueryUnit[];
}

const MOST_CHARACTERS = 60;

export type SynonymIndex = ReadonlyMap<string, readonly (readonly string[])[]>;

/** Official names by what people say, both normalised; the names already in words. */
export function indexSynonyms(synonyms: readonly Synonym[]): SynonymIndex {
  const index = new Map<string, (readonly string[])[]>();
  for (const { everyday, official } of synonyms) {
    const key = withoutParticles(normalise(everyday).replaceAll(' ', ''));
    const words = segment(normalise(official)).filter((word) => word.trim() !== '');
    index.set(key, [...(index.get(key) ?? []), words]);
  }
  return index;
}

/** What somebody typed, in ideas. Filler is dropped unless there is nothing else. */
export function parseQuery(typed: string, synonyms: SynonymIndex): ParsedQuery {
  const text = normalise(typed.slice(0, MOST_CHARACTERS));
  const units = text
    .split(' ')
    .flatMap((part) => (isHan(part) ? hanUnits(withoutParticles(part) || part, synonyms) : letterUnits(part)));
  const telling = units.filter((unit) => !isFiller(unit.text) || unit.official.length > 0);
  const kept = telling.length > 0 ? telling : units;
  return { core: kept.map((unit) => unit.text).join(''), units: kept };
}

/** Synonyms are looked for from the left, the longest first; what lies between them is cut into words. */
function hanUnits(text: string, synonyms: SynonymIndex): readonly QueryUnit[] {
  const units: QueryUnit[] = [];
  let from = 0;
  let at = 0;
  while (at < text.length) {
    const phrase = longestSynonym(text, at, synonyms);
    if (phrase === undefined) {
      at += 1;
      continue;
    }
    units.push(...segment(text.slice(from, at)).map((word) => unitOf(word)));
    units.push(unitOf(phrase, synonyms.get(phrase)));
    at += phrase.length;
    from = at;
  }
  return [...units, ...segment(text.slice(from)).map((word) => unitOf(word))];
}

const LONGEST_SYNONYM = 14;

function longestSynonym(text: string, at: number, synonyms: SynonymIndex): string | undefined {
  for (let length = Math.min(LONGEST_SYNONYM, text.length - at); length > 0; length -= 1) {
    const phrase = text.slice(at, at + length);
    if (synonyms.has(phrase)) return phrase;
  }
  return undefined;
}

function unitOf(text: string, official: QueryUnit['official'] = []): QueryUnit {
  return { text, sounds: sounds(text), official, letters: false, weak: isWeak(text) && official.length === 0 };
}

function letterUnits(text: string): readonly QueryUnit[] {
  if (text === '') return [];
  const read = syllables(text);
  const spelled = read === undefined || read.length < 2 ? [] : withoutFiller(read.map(plainSound));
  return [{ text, sounds: spelled, official: [], letters: true, weak: false }];
}

const FILLER_SOUNDS: readonly (readonly string[])[] = [
  'woyao',
  'woxian',
  'banli',
  'zenmeban',
  'zenme',
  'zaina',
  'ban',
  'le',
].map((letters) => (syllables(letters) ?? []).map(plainSound));

/** 我要, 办理, 怎么 … typed in letters, before and after. */
function withoutFiller(list: readonly string[]): readonly string[] {
  for (const filler of FILLER_SOUNDS) {
    if (list.length < filler.length + 2) continue;
    if (filler.every((sound, at) => list[at] === sound)) return withoutFiller(list.slice(filler.length));
    if (filler.every((sound, at) => list[list.length - filler.length + at] === sound)) {
      return withoutFiller(list.slice(0, -filler.length));
    }
  }
  return list;
}
