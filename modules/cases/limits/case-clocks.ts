import type { Db } from '#kernel';
import { clocksOf, clocksOfMany, type ClockKind, type ClockView, type Limit, type Span } from '#clocks';

/** A clock of a case in the words of a page. Civil dates as ISO 8601. */
export interface CaseClock {
  readonly kind: ClockKind;
  /** The task, of the clock of one. */
  readonly n?: number;
  readonly suspended: boolean;
  /** Its last day. */
  readonly dueOn: string;
  /** What is left of it; below 0, by how much it is over. */
  readonly left: Span;
  readonly isOver: boolean;
  /** Whether it binds by law, or by a promise. */
  readonly legal: boolean;
  /** False where nobody has published the holidays of the year of its last day: weekdays were taken. */
  readonly isPublished: boolean;
  /** What it stands still for. */
  readonly suspension?: { readonly kind: string; readonly basis: string; readonly plannedEnd: string };
  /** Granted on top (行政许可法 42). */
  readonly longerBy: readonly Limit[];
}

/** The clocks of a case that have not stopped, what is due first first. */
export async function caseClocks(db: Db, caseId: string, now: Date): Promise<readonly CaseClock[]> {
  return shown(await clocksOf(db, caseId, now));
}

/** The same of many cases, for lists. */
export async function clocksOfCases(
  db: Db,
  caseIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, readonly CaseClock[]>> {
  const all = await clocksOfMany(db, caseIds, now);
  return new Map([...all].map(([id, clocks]) => [id, shown(clocks)]));
}

function shown(clocks: readonly ClockView[]): readonly CaseClock[] {
  return clocks
    .filter(({ state }) => state !== 'stopped')
    .toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime())
    .map(clockOf);
}

function clockOf({ kind, n, state, suspension, ...clock }: ClockView): CaseClock {
  return {
    kind,
    suspended: state === 'suspended',
    dueOn: clock.dueOn.toString(),
    left: clock.remaining,
    isOver: clock.isOver,
    legal: clock.legal,
    isPublished: clock.isPublished,
    longerBy: clock.extensions.map(({ value, unit }) => ({ value, unit })),
    ...(n === undefined ? {} : { n }),
    ...(suspension === undefined
      ? {}
      : {
          suspension: {
            kind: suspension.kind,
            basis: suspension.basis,
            plannedEnd: suspension.plannedEnd.toString(),
          },
        }),
  };
}

/** Those that whoever has a task in hand has to keep: of other departments' tasks only they know. */
export function clocksOfTask(clocks: readonly CaseClock[], n: number): readonly CaseClock[] {
  return clocks.filter((clock) => clock.n === undefined || clock.n === n);
}
