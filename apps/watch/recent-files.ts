import type { Readable } from './copy.ts';

/** A bundle may have 16 MB, so few are kept; what is asked for together lies together. */
const MOST_KEPT = 32;

/** Files of a copy, the last ones read kept in memory: proofs of neighbours read the same tiles again and again. */
export function recentFiles({ read }: Readable['files']): Readable['files'] {
  const kept = new Map<string, ReturnType<typeof read>>();
  return {
    read: async (path) => {
      const reading = kept.get(path) ?? read(path);
      kept.delete(path);
      kept.set(path, reading);
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      return reading;
    },
  };
}
