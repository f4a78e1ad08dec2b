import MiniSearch, { type Query } from 'minisearch';
import { soundPairs, textTokens, type DocumentTokens, type SearchDocument } from './document.ts';
import type { ParsedQuery, QueryUnit } from './query.ts';
import type { Telling } from './telling.ts';

export type TokenIndex = MiniSearch<SearchDocument>;

const FIELDS = ['plain', 'name', 'agency', 'topics', 'sounds', 'initials', 'letters'] as const;
const SPACE = ' ';

export function newTokenIndex(): TokenIndex {
  return new MiniSearch<SearchDocument>({
    fields: [...FIELDS],
    extractField: (document, field) => (field === 'id' ? document.id : tokensOf(document.tokens, field)),
    tokenize: (text) => text.split(SPACE),
    processTerm: (term) => term || null,
  });
}

function tokensOf(tokens: DocumentTokens, field: string): string {
  const known = FIELDS.find((name) => name === field);
  return known === undefined ? '' : tokens[known].join(SPACE);
}

export interface Candidate {
  readonly id: string;
  readonly score: number;
}

/** Measured over 10,000 items: ranking costs 3 µs a candidate, so this bounds a search to a few milliseconds. */
const MOST_CANDIDATES = 800;

/** Items that share anything telling with the query, most promising first. */
export function retrieve(index: TokenIndex, query: ParsedQuery, telling: Telling): readonly Candidate[] {
  const sought = query.units.flatMap(tokensOfUnit);
  const worth = new Set(telling(sought.flatMap(({ tokens }) => tokens)));
  const queries: readonly Query[] = [
    ...sought.flatMap(({ tokens, ...options }) => {
      const kept = tokens.filter((token) => worth.has(token));
      return kept.length === 0 ? [] : [{ queries: [kept.join(SPACE)], ...options }];
    }),
    ...query.units.filter(({ letters }) => letters).flatMap(({ text }) => letterQueries(text)),
  ];
  if (queries.length === 0) return [];
  const found = index.search({ combineWith: 'OR', queries: [...queries] });
  return found.slice(0, MOST_CANDIDATES).map(({ id, score }) => ({ id: String(id), score }));
}

interface Sought {
  readonly tokens: readonly string[];
  readonly fields: string[];
  readonly boost: Record<string, number>;
}

function tokensOfUnit(unit: QueryUnit): readonly Sought[] {
  const scale = unit.weak ? 0.3 : 1;
  return [
    ...(unit.letters ? [] : [inText(textTokens(unit.text), scale)]),
    ...unit.official.map((words) => inText(words.flatMap(textTokens), scale)),
    { tokens: soundPairs(unit.sounds), fields: ['sounds'], boost: { sounds: scale * (unit.letters ? 1 : 0.4) } },
  ];
}

function inText(tokens: readonly string[], scale: number): Sought {
  const boost = { plain: 3 * scale, name: 2 * scale, topics: 0.5 * scale, agency: 0.3 * scale };
  return { tokens, fields: ['plain', 'name', 'topics', 'agency'], boost };
}

/** Initials (sfz), words of letters as they are (ktv), and whole words with a slip of the finger (senfezen). */
function letterQueries(text: string): readonly Query[] {
  const isLong = text.length >= 6;
  return [
    { queries: [text], fields: ['plain', 'name'] },
    { queries: [text], fields: ['initials'], prefix: true },
    ...(isLong ? [{ queries: [text], fields: ['letters'], fuzzy: 0.2, maxFuzzy: 2, prefix: true }] : []),
  ];
}
