import type { Synonym } from '../synonyms.ts';
import { sounds } from './pinyin.ts';
import { normalise, segment, withoutParticles } from './words.ts';

/** Official names, each as the words that must be there. */
export type OfficialNames = readonly (readonly string[])[];

/** What people say, and what the catalogue calls it: by characters and by sound. */
export interface SynonymIndex {
  /** The longest everyday phrase that starts at this place of a text. */
  longestAt(text: string, at: number): { readonly phrase: string; readonly official: OfficialNames } | undefined;
  /** Official names for the longest everyday phrase within these sounds. */
  heardIn(list: readonly string[]): OfficialNames;
}

export function indexSynonyms(synonyms: readonly Synonym[]): SynonymIndex {
  const byText = new Map<string, OfficialNames>();
  for (const { everyday, official } of synonyms) {
    const phrase = withoutParticles(normalise(everyday).replaceAll(' ', ''));
    const words = segment(normalise(official));
    byText.set(phrase, [...(byText.get(phrase) ?? []), words]);
  }
  const longest = Math.max(0, ...[...byText.keys()].map((phrase) => phrase.length));
  const bySound = [...byText]
    .map(([phrase, official]) => ({ heard: sounds(phrase), official }))
    .filter(({ heard }) => heard.length > 1)
    .toSorted((a, b) => b.heard.length - a.heard.length)
    .map(({ heard, official }) => ({ heard: spaced(heard), official }));
  return {
    longestAt(text, at) {
      for (let length = Math.min(longest, text.length - at); length > 0; length -= 1) {
        const phrase = text.slice(at, at + length);
        const official = byText.get(phrase);
        if (official !== undefined) return { phrase, official };
      }
      return undefined;
    },
    heardIn(list) {
      const all = spaced(list);
      return bySound.find(({ heard }) => all.includes(heard))?.official ?? [];
    },
  };
}

function spaced(list: readonly string[]): string {
  return ` ${list.join(' ')} `;
}
