import { plainSound, sounds, syllables } from './pinyin.ts';
import type { OfficialNames, SynonymIndex } from './synonym-index.ts';
import { isFiller, isHan, isWeak, normalise, segment, withoutParticles } from './words.ts';

/** One idea in a query: the word that was typed, and other ways to say it. */
export interface QueryUnit {
  readonly text: string;
  /** Sounds of the word, also where it was typed in letters. */
  readonly sounds: readonly string[];
  /** What the catalogue may call it, each as the words that must be there. */
  readonly official: OfficialNames;
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

/** What somebody typed, in ideas. Filler is dropped unless there is nothing else. */
export function parseQuery(typed: string, synonyms: SynonymIndex): ParsedQuery {
  const text = normalise(typed.slice(0, MOST_CHARACTERS));
  const units = partsOf(text).flatMap((part) =>
    isHan(part) ? hanUnits(withoutParticles(part) || part, synonyms) : letterUnits(part, synonyms),
  );
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
    const found = synonyms.longestAt(text, at);
    if (found === undefined) {
      at += 1;
      continue;
    }
    units.push(...segment(text.slice(from, at)).map((word) => unitOf(word)));
    units.push(unitOf(found.phrase, found.official));
    at += found.phrase.length;
    from = at;
  }
  return [...units, ...segment(text.slice(from)).map((word) => unitOf(word))];
}

function unitOf(text: string, official: OfficialNames = []): QueryUnit {
  return { text, sounds: sounds(text), official, letters: false, weak: isWeak(text) && official.length === 0 };
}

function letterUnits(text: string, synonyms: SynonymIndex): readonly QueryUnit[] {
  if (text === '') return [];
  const read = syllables(text);
  const spelled = read === undefined || read.length < 2 ? [] : withoutFiller(read.map(plainSound));
  return [{ text, sounds: spelled, official: synonyms.heardIn(spelled), letters: true, weak: false }];
}

/** Words of a query; neighbours that are spelled in syllables belong together: `shenfenzheng diule`. */
function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  let spelledBefore = false;
  for (const part of text.split(' ')) {
    const spelled = part !== '' && syllables(part) !== undefined;
    const joined = spelled && spelledBefore ? parts.pop() : undefined;
    parts.push(joined === undefined ? part : `${joined}${part}`);
    spelledBefore = spelled;
  }
  return parts;
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
