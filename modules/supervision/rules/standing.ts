import type { EventKind } from '#cases';
import { civilDate } from '#kernel';
import type { Watched } from '../history/event.ts';

/** Why a clock of a case does not count at some moment. */
export interface Standing {
  /** Since when what the clock asks for has been done. */
  readonly settled?: number | undefined;
  /** Special procedures, whose time does not count (行政许可法 45). */
  readonly pauses: readonly (readonly [id: string, from: number, until: number | null])[];
  /** Last day of a longer time (行政许可法 42). */
  readonly extended?: string | undefined;
}

export const running: Standing = { pauses: [] };

export interface Settling {
  /** Acts that do what the clock asks for. */
  readonly by: readonly EventKind[];
  /** Acts after which the clock runs anew. */
  readonly anew?: readonly EventKind[];
}

export function follow(standing: Standing, event: Watched, { by, anew = [] }: Settling): Standing {
  if (event.type === 'extension') return { ...standing, extended: event.until };
  if (event.type !== 'act') return standing;
  const at = event.at.getTime();
  if (by.includes(event.kind)) return { ...standing, settled: standing.settled ?? at };
  if (anew.includes(event.kind)) return { ...standing, settled: undefined };
  const id = event.special?.id ?? '';
  if (event.kind === 'specialBegun') return { ...standing, pauses: [...standing.pauses, [id, at, null]] };
  if (event.kind !== 'specialEnded') return standing;
  const pauses = standing.pauses.map(([of, from, until]) => [of, from, of === id ? (until ?? at) : until] as const);
  return { ...standing, pauses };
}

/** Whether the law explains that the clock has not done anything wrong at this moment. */
export function isExplained({ settled, pauses, extended }: Standing, moment: Date): boolean {
  const at = moment.getTime();
  if (settled !== undefined && settled <= at) return true;
  if (extended !== undefined && Temporal.PlainDate.compare(civilDate(moment), extended) <= 0) return true;
  return pauses.some(([, from, until]) => from <= at && (until === null || until > at));
}
