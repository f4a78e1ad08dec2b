import { pinyin } from 'pinyin-pro';
import { isHan, segment } from './words.ts';

/** Readings depend on the word (银行, 行走), so whole words are kept; a catalogue has some 20,000. */
const readings = new Map<string, readonly string[]>();

/**
 * One sound per character of Han, as somebody from the south types it: no difference between z and zh, c and ch, s
 * and sh, n and ng at the end. Other characters are left out.
 */
export function sounds(text: string): readonly string[] {
  return segment(text).flatMap(soundsOfWord);
}

function soundsOfWord(word: string): readonly string[] {
  if (!isHan(word)) return [];
  const known = readings.get(word);
  if (known !== undefined) return known;
  const read = pinyin(word, { toneType: 'none', type: 'array', nonZh: 'removed' }).map(plainSound);
  readings.set(word, read);
  return read;
}

/** `zheng` → `zen`: the sound without what many do not hear or type. */
export function plainSound(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/ng$/, 'n')
    .replace(/ü|v/g, 'u');
}

/** First letters: 身份证 → sfz. */
export function initials(text: string): string {
  return sounds(text)
    .map((sound) => sound.charAt(0))
    .join('');
}

const VOWELS =
  '(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u|v)';
const SYLLABLE = new RegExp(
  `^(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])${VOWELS}|(?:ang|eng|ai|an|ao|ei|en|er|ou|a|e|o))$`,
);
const LONGEST = 6;

/** Letters as syllables (`shenfenzheng` → shen fen zheng), or undefined if they are none. Longest syllables first. */
export function syllables(letters: string): readonly string[] | undefined {
  // From the end, each rest once: trying every way from the front would take years for `anananan…`.
  const rests: (readonly string[] | undefined)[] = Array.from({ length: letters.length + 1 });
  rests[letters.length] = [];
  for (let at = letters.length - 1; at >= 0; at -= 1) {
    for (let length = Math.min(LONGEST, letters.length - at); length > 0 && rests[at] === undefined; length -= 1) {
      const rest = rests[at + length];
      const head = letters.slice(at, at + length);
      if (rest !== undefined && SYLLABLE.test(head)) rests[at] = [head, ...rest];
    }
  }
  return rests[0];
}
