import type { Db, Tx } from '#kernel';
import type { Watched, WatchedType } from '../history/event.ts';

/** An event, and how far its source has been read once it is shown. */
export interface Entry {
  readonly event: Watched;
  readonly place: string;
}

export interface Page {
  /** In the order of the source. */
  readonly entries: readonly Entry[];
  /** How far the source has been read once all of them are shown; absent: as far as the last of them. */
  readonly upTo?: string;
  /** There may be more behind them. */
  readonly full: boolean;
  /** Events before the place that had not been seen when it was passed; those shown already are left out later. */
  readonly late?: readonly Watched[];
}

export interface Reading {
  /** The place up to which it has been read; absent: nothing yet. */
  readonly after: string | undefined;
  readonly most: number;
  readonly now: Date;
}

export interface Reader {
  read(tx: Tx, reading: Reading): Promise<Page>;
}

/** Where events come from. */
export interface Source {
  /** Small letters and hyphens: events are cited as `name:key`. */
  readonly name: string;
  /** What it tells of. Rules that need anything else wait for it. */
  readonly emits: readonly WatchedType[];
  /** Called before the transaction in which it is read, for whatever takes long or a connection of its own. */
  open(db: Db, after: string | undefined): Promise<Reader>;
}
