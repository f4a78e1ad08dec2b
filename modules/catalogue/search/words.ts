import { readFileSync } from 'node:fs';
import { cut } from 'jieba-wasm';
import { Converter } from 'opencc-js/t2cn';
import { z } from 'zod';

const List = z.array(z.string());
const WordFile = z.strictObject({ filler: List, weak: List, particles: List, about: List });
const FILE = new URL('../../../db/seeds/search-words.json', import.meta.url);
const { filler, weak, particles, about } = WordFile.parse(JSON.parse(readFileSync(FILE, 'utf8')));

// The package's own types import each other without file endings, so they do not resolve.
const toSimplified = Converter({ from: 't', to: 'cn' }) as (text: string) => string;
const FILLER: ReadonlySet<string> = new Set(filler);
const WEAK: ReadonlySet<string> = new Set(weak);
const HAN = /\p{Script=Han}/u;
const NOT_A_WORD = /[^\p{L}\p{N}]+/gu;

/** Text as it is compared: simplified characters, small letters, half width, nothing between words but one space. */
export function normalise(text: string): string {
  return toSimplified(text.normalize('NFKC')).toLowerCase().replace(NOT_A_WORD, ' ').trim();
}

/** Text without the particles that people put between words or not: 生了小孩 is 生小孩. */
export function withoutParticles(text: string): string {
  return particles.reduce((rest, particle) => rest.replaceAll(particle, ''), text);
}

/** The word by which a name tells that it is only about a service (进度查询, 咨询), not the service itself. */
export function aboutWord(name: string): string | undefined {
  return about.find((word) => name.includes(word));
}

export function isHan(text: string): boolean {
  return HAN.test(text);
}

/** The words of a normalised text, one after the other. */
export function segment(text: string): readonly string[] {
  return cut(text, true).filter((word) => word.trim() !== '');
}

/** Words that everybody types and that name no service: 我要, 怎么, 在哪. */
export function isFiller(word: string): boolean {
  return FILLER.has(word);
}

/** Words that stand in so many names that they tell little: 申请, 证明, 办. */
export function isWeak(word: string): boolean {
  return WEAK.has(word);
}

/** Every two neighbouring characters of the words of Han in a text: robust where the dictionary cuts otherwise. */
export function bigrams(text: string): readonly string[] {
  return text
    .split(/[^\p{Script=Han}]+/u)
    .flatMap((run) => pairs([...run]))
    .map((pair) => pair.join(''));
}

export function pairs<T>(list: readonly T[]): readonly (readonly [T, T])[] {
  return list.slice(1).flatMap((second, at) => {
    const first = list[at];
    return first === undefined ? [] : [[first, second] as const];
  });
}
