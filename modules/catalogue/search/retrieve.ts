import MiniSearch, { type Query } from 'minisearch';
import { soundPairs, textTokens, type DocumentTokens, type SearchDocument } from './document.ts';
import type { ParsedQuery, QueryUnit } from './query.ts';

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

/** Items that share anything with the query, most promising first. */
export function retrieve(index: TokenIndex, query: ParsedQuery): readonly Candidate[] {
  const queries = query.units.flatMap(queriesOf);
  if (queries.length === 0) return [];
  const found = index.search({ combineWith: 'OR', queries });
  return found.slice(0, MOST_CANDIDATES).map(({ id, score }) => ({ id: String(id), score }));
}

function queriesOf(unit: QueryUnit): readonly Query[] {
  const scale = unit.weak ? 0.3 : 1;
  return [
    ...(unit.letters ? letterQueries(unit.text) : textQuery(textTokens(unit.text), scale)),
    ...unit.official.flatMap((words) => textQuery(words.flatMap(textTokens), scale)),
    ...soundQuery(unit.sounds, scale * (unit.letters ? 1 : 0.4)),
  ];
}

function textQuery(tokens: readonly string[], scale: number): readonly Query[] {
  if (tokens.length === 0) return [];
  const boost = { plain: 3 * scale, name: 2 * scale, topics: 0.5 * scale, agency: 0.3 * scale };
  return [{ queries: [tokens.join(SPACE)], fields: ['plain', 'name', 'topics', 'agency'], boost }];
}

function soundQuery(list: readonly string[], boost: number): readonly Query[] {
  const tokens = soundPairs(list);
  return tokens.length === 0 ? [] : [{ queries: [tokens.join(SPACE)], fields: ['sounds'], boost: { sounds: boost } }];
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
