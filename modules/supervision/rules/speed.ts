import type { Watched } from '../history/event.ts';

/** A decision by a person, and how long it took. */
export interface Speed {
  readonly minutes: number;
  /** Who filed it: for others, or for themselves. */
  readonly agent: string;
}

/** What is decided on the spot (行政许可法 34(2)) or by the platform is quick by right. */
export function speedOf(event: Watched): Speed | undefined {
  if (event.type !== 'act' || (event.kind !== 'approved' && event.kind !== 'denied')) return undefined;
  if (event.automatic === true || event.immediate === true || event.acceptedAt === undefined) return undefined;
  const minutes = (event.at.getTime() - event.acceptedAt.getTime()) / 60_000;
  return { minutes: Math.max(minutes, 0), agent: event.agent ?? event.applicant ?? '' };
}
