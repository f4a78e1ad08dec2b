import type { Watched } from '../history/event.ts';
import type { Entry, Page } from './source.ts';

export interface SourcePage extends Page {
  readonly name: string;
}

export interface Merged {
  readonly events: readonly Watched[];
  /** How far each source has been read with them. */
  readonly upTo: ReadonlyMap<string, string>;
  /** Something was left for the next batch. */
  readonly more: boolean;
}

/**
 * One order for what comes from several sources: by time, then by source, and what one source tells stays in its order even
 * where its times run backwards, or nobody would notice that they do. Where a source has more to tell than fits, nothing
 * later than the last that fits is taken from any, so that what happened after it does not come before it. What appears in a
 * source later than this comes when it comes.
 */
export function merge(pages: readonly SourcePage[]): Merged {
  const timed = pages.map((page) => ({ ...page, timed: inOrder(page.entries) }));
  const horizon = Math.min(...timed.filter(({ full }) => full).map((page) => page.timed.at(-1)?.moment ?? Infinity));
  const taken = timed.map((page) => cut(page, horizon));
  const late = pages.map((page) => inOrder((page.late ?? []).map((event) => ({ event, place: '' }))));
  const lists = [...late, ...taken.map(({ entries }) => entries)];
  const all = lists.flatMap((list, source) => list.map((each, place) => ({ ...each, source, place })));
  all.sort((one, other) => one.moment - other.moment || one.source - other.source || one.place - other.place);
  return {
    events: all.map(({ event }) => event),
    upTo: new Map(taken.flatMap(({ name, upTo }) => (upTo === undefined ? [] : [[name, upTo]]))),
    more: taken.some(({ more }) => more),
  };
}

interface Timed {
  readonly event: Watched;
  readonly place: string;
  /** Its time, or that of an earlier one of the source that is later. */
  readonly moment: number;
}

function inOrder(entries: readonly Entry[]): readonly Timed[] {
  let moment = -Infinity;
  return entries.map(({ event, place }) => {
    moment = Math.max(moment, event.at.getTime());
    return { event, place, moment };
  });
}

interface Taken {
  readonly name: string;
  readonly entries: readonly Timed[];
  readonly upTo: string | undefined;
  readonly more: boolean;
}

/** A source is read from the front: behind the first that is too late nothing is taken. */
function cut({ name, timed, upTo, full }: SourcePage & { readonly timed: readonly Timed[] }, horizon: number): Taken {
  const entries = timed.filter(({ moment }) => moment <= horizon);
  const isWhole = entries.length === timed.length;
  const last = entries.at(-1)?.place;
  return { name, entries, upTo: isWhole ? (upTo ?? last) : last, more: full || !isWhole };
}
