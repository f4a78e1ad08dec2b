import type { TimelineEntry } from '../timeline.ts';
import type { Sight } from './sight.ts';

/**
 * What happened and who did it is told to everybody who works on a case; what was said in it only to those who see the
 * whole, and to whoever works on the task in which it was said.
 */
export function seenTimeline(
  { reason }: Sight,
  entries: readonly TimelineEntry[],
  n: number,
): readonly TimelineEntry[] {
  if (reason === 'whole') return entries;
  return entries.map((entry) => (entry.n === n ? entry : { ...entry, details: {} }));
}
