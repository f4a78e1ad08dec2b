const SPAN = /(\d+) (workday|naturalDay|month|hour|minute)/g;
const COMPLETION = new Set(['all', 'any', 'veto']);

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** A fact of a route's node in the reader's words: spans of time, and when joint work is complete. */
export function factText(fact: string, t: Say): string {
  if (COMPLETION.has(fact)) return t(`publishing.completion.${fact}`);
  const needed = /^(\d+) \/ n$/.exec(fact)?.[1];
  if (needed !== undefined) return t('publishing.completion.n-of-m', { needed });
  const [, decision, after] = /^automatic: (.*) \((filing|acceptance)\)$/.exec(fact) ?? [];
  if (decision !== undefined && after !== undefined)
    return t('publishing.fact.automatic', { decision, after: t(`publishing.fact.after.${after}`) });
  const [, how, on] = /^(interrupting|beside) (.+)$/.exec(fact) ?? [];
  if (how !== undefined && on !== undefined) return t(`publishing.fact.${how}`, { on });
  return fact.replaceAll(SPAN, (_, count: string, unit: string) => t(`limit.${unit}`, { count: Number(count) }));
}

const SEEN = /^(pages|materials): (.*)$/s;

/** Of a fact that says what a department sees of an application: of what, and the names by which the route calls it. */
export function seenIn(fact: string): { readonly of: 'pages' | 'materials'; readonly names: string } | undefined {
  const [, of, names] = SEEN.exec(fact) ?? [];
  return names !== undefined && (of === 'pages' || of === 'materials') ? { of, names } : undefined;
}
