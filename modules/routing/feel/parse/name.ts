/** Characters of names (DMN 1.5, grammar rules 28 to 30). */
const START =
  '?A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D\\u2070-\\u218F' +
  '\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const PART = `\\u0300-\\u036F${START}0-9\\u00B7\\u203F-\\u2040`;
const SYMBOLS = "./\\-'+*";

/** A word that a name may begin with. */
export const WORD = new RegExp(`[${START}][${PART}]*`, 'uy');
/** A word or symbol that may follow in a name. */
export const NAME_TOKEN = new RegExp(`[${PART}]+|[${SYMBOLS}]`, 'uy');
const TOKENS = new RegExp(`[${PART}]+|[^\\s]`, 'gu');
const FEEL_NAME = new RegExp(`^[${START}][${PART}${SYMBOLS}\\s]*$`, 'u');

/** Names are few and asked for often. */
const normalized = new Map<string, string>();
const MOST_REMEMBERED = 20_000;

/** Blanks in names say nothing: `Person's  age`, `Person 's age` and `Person's age` are one name. */
export function normalizeName(name: string): string {
  const known = normalized.get(name);
  if (known !== undefined) return known;
  const fresh = (name.match(TOKENS) ?? []).join(' ');
  if (normalized.size < MOST_REMEMBERED) normalized.set(name, fresh);
  return fresh;
}

/** What a map keyed by names as they were written holds under a normalized name. */
export function namedEntry<T>(entries: ReadonlyMap<string, T>, name: string): T | undefined {
  const found = entries.get(name);
  if (found !== undefined || !name.includes(' ')) return found;
  return entries.entries().find(([key]) => normalizeName(key) === name)?.[1];
}

/** Whether an expression could say this name. */
export function isName(text: string): boolean {
  return FEEL_NAME.test(text.trim());
}
