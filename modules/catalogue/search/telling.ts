import type { SearchDocument } from './document.ts';

/** Of these tokens, those that are worth looking up. */
export type Telling = (tokens: readonly string[]) => readonly string[];

/** A token that more of the items have costs much and finds little that rarer ones do not. */
const COMMON = 0.04;

/**
 * Leaves out tokens that stand in very many items (许可, 查询), and those that stand in none, as long as anything
 * rarer remains. What is left out still counts when the items that were found are ranked. Measured over 10,000 items:
 * this halves the slowest searches.
 */
export function tellingTokens(documents: readonly SearchDocument[]): Telling {
  const counts = new Map<string, number>();
  for (const { tokens } of documents) {
    for (const token of new Set([
      ...tokens.plain,
      ...tokens.name,
      ...tokens.topics,
      ...tokens.agency,
      ...tokens.sounds,
    ])) {
      counts.set(token, (counts.get(token) ?? 0) + 1);
    }
  }
  const most = Math.max(50, documents.length * COMMON);
  return (tokens) => {
    const known = tokens.filter((token) => counts.has(token));
    const rare = known.filter((token) => (counts.get(token) ?? 0) <= most);
    return rare.length > 0 ? rare : known;
  };
}
