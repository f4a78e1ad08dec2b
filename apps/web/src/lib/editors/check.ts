/** Something that stands against publishing, in words, with the element that it is about. */
export interface Found {
  readonly element?: string;
  readonly says: string;
}

export interface Findings {
  readonly problems: readonly Found[];
  readonly warnings: readonly Found[];
}

/**
 * Asks the server about a file while it is drawn. Only the newest question counts: an answer that comes late is dropped.
 * @returns undefined where the answer was overtaken or the line is down
 */
export function checker(address: string): (part: string, file: string) => Promise<Findings | undefined> {
  let newest: AbortController | undefined;
  return async (part, file) => {
    newest?.abort();
    const asking = (newest = new AbortController());
    try {
      const answer = await fetch(address, {
        method: 'POST',
        body: new URLSearchParams({ part, file }),
        signal: asking.signal,
      });
      return answer.ok ? ((await answer.json()) as Findings) : undefined;
    } catch {
      return undefined;
    }
  };
}
