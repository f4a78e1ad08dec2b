import type { SearchDocument } from './document.ts';
import type { ParsedQuery, QueryUnit } from './query.ts';
import { aboutWord, bigrams, isWeak } from './words.ts';

/** How rare a piece of text is: rare words tell more. */
export type Rarity = (piece: string) => number;

const FIELD = { keyword: 1, plain: 0.95, name: 0.85, agency: 0.35 };
const OFFICIAL = 0.95;
const SPOKEN = 0.8;
const BY_SOUND = 0.75;
const BY_INITIALS = 0.9;
const WHOLE_PHRASE = 0.08;
const IN_PIECES = 0.7;
const BY_SOUND_IN_PIECES = 0.5;

/** How well a document answers a query, from 0 to about 1.5: how much of what was asked it has, and how much else. */
export function relevance(query: ParsedQuery, document: SearchDocument, rarity: Rarity): number {
  let asked = 0;
  let answered = 0;
  for (const unit of query.units) {
    const weight = weightOf(unit, rarity);
    asked += weight;
    answered += weight * closeness(unit, document);
  }
  const coverage = asked === 0 ? 0 : answered / asked;
  return (coverage * (1 + wholeness(query, document)) + brevity(query, document)) * directness(query, document);
}

function weightOf(unit: QueryUnit, rarity: Rarity): number {
  const pieces = bigrams(unit.text);
  const rare = pieces.length === 0 ? 0.5 : Math.max(...pieces.map(rarity));
  // What people say for a service tells more than any single word, however common its characters are.
  if (unit.official.length > 0) return Math.max(rare, SPOKEN);
  return unit.weak ? 0.2 * rare : rare;
}

function closeness(unit: QueryUnit, document: SearchDocument): number {
  const asTyped = textCloseness(unit.text, document);
  const official = unit.official.map((words) => OFFICIAL * mean(words.map((word) => textCloseness(word, document))));
  return Math.max(asTyped, ...official, soundCloseness(unit, document));
}

function textCloseness(text: string, { plain, name, agency }: SearchDocument): number {
  if (plain.includes(` ${text} `)) return FIELD.keyword;
  if (plain.includes(text)) return FIELD.plain;
  if (name.includes(text)) return FIELD.name;
  if (agency.includes(text)) return FIELD.agency;
  if (text.length < 3) return 0;
  const pieces = bigrams(text);
  return IN_PIECES * share(pieces, (piece) => plain.includes(piece) || name.includes(piece)) ** 2;
}

function soundCloseness({ sounds, letters, text }: QueryUnit, document: SearchDocument): number {
  const whole = letters ? BY_INITIALS : BY_SOUND;
  if (letters && text.length > 1 && document.initials.includes(text)) return BY_INITIALS;
  if (sounds.length < 2) return 0;
  const spelled = ` ${sounds.join(' ')} `;
  if (document.sounds.includes(`|${spelled}|`)) return whole + WHOLE_PHRASE;
  if (document.sounds.includes(spelled)) return whole;
  if (sounds.length < 3) return 0;
  const found = share(sounds.slice(1), (sound, at) => document.sounds.includes(` ${sounds[at]} ${sound} `));
  return (letters ? IN_PIECES : BY_SOUND_IN_PIECES) * found ** 2;
}

/** The query as a whole is what people call the service, or stands in its name. */
function wholeness({ core }: ParsedQuery, { plain, name }: SearchDocument): number {
  if (core.length < 2) return 0;
  if (plain.includes(` ${core} `)) return 0.4;
  if (name === ` ${core} `) return 0.4;
  if (plain.includes(core)) return 0.25;
  return name.includes(core) ? 0.15 : 0;
}

/** Who does not ask for an enquiry wants the service itself. */
function directness({ core }: ParsedQuery, { name }: SearchDocument): number {
  const about = aboutWord(name);
  return about === undefined || core.includes(about) ? 1 : 0.9;
}

/** Between two that have what was asked, the one with less beside it. */
function brevity({ core }: ParsedQuery, { name, plain }: SearchDocument): number {
  const shortest = plain.trim() === '' ? name.length : Math.min(name.length, plain.split('|')[0]?.length ?? 0);
  return 0.12 * Math.min(1, (core.length + 2) / shortest);
}

function mean(list: readonly number[]): number {
  return list.length === 0 ? 0 : list.reduce((sum, value) => sum + value, 0) / list.length;
}

function share<T>(list: readonly T[], has: (value: T, at: number) => boolean): number {
  return list.length === 0 ? 0 : list.filter(has).length / list.length;
}

/** Rarity over the texts of all documents: logarithm of how few have a pair of characters. */
export function rarityOf(documents: readonly SearchDocument[]): Rarity {
  const counts = new Map<string, number>();
  for (const { plain, name } of documents) {
    for (const piece of new Set([...bigrams(plain), ...bigrams(name)])) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  }
  const most = Math.log(1 + documents.length);
  // Nobody has it: it is worth as much as a word in the middle, or it would outweigh everything that can be found.
  return (piece) => {
    const count = counts.get(piece);
    if (count === undefined) return isWeak(piece) ? 0.1 : 0.35;
    return Math.log(1 + documents.length / count) / most;
  };
}
