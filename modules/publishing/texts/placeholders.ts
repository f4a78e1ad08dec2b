/** What a ready text may leave open: the case fills it in when the text is chosen. */
export const placeholders = ['item', 'case', 'applicant', 'date', 'article'] as const;
export type Placeholder = (typeof placeholders)[number];

const PLACE = /\{([^{}]*)\}/g;

function isPlaceholder(name: string): name is Placeholder {
  return placeholders.some((known) => known === name);
}

/** What is left open in a text and nothing would fill in; braces that are not closed are one of them. */
export function strangePlaces(text: string): readonly string[] {
  const names = [...text.matchAll(PLACE)].map(([, name = '']) => name).filter((name) => !isPlaceholder(name));
  const rest = text.replaceAll(PLACE, '');
  return [...new Set([...names, ...(/[{}]/.test(rest) ? ['{'] : [])])];
}

/** A text with everything filled in that is known; what is not stays open, for the officer to see. */
export function filledText(text: string, values: Readonly<Partial<Record<Placeholder, string>>>): string {
  return text.replaceAll(PLACE, (whole, name: string) => (isPlaceholder(name) ? (values[name] ?? whole) : whole));
}
