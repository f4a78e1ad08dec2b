import type { ItemElements, ItemId, ItemVersionId } from '#catalogue';

/** An item of the catalogue as it stands today. */
export interface AssessedItem {
  readonly item: ItemId;
  readonly version: ItemVersionId;
  /** What its department is called. */
  readonly department: string;
  /** When this version was published. */
  readonly since: Date;
  readonly elements: ItemElements;
}

/** So many of so many. */
export interface Ratio {
  readonly count: number;
  readonly of: number;
}

/** Everything that the platform knows of itself and is judged by; collected once, then judged by pure functions. */
export interface Evidence {
  readonly at: Date;
  readonly items: readonly AssessedItem[];
  /** Applications of the last twelve months by the depth at which the service was offered. */
  readonly depths: { readonly received: number; readonly three: number; readonly four: number };
  /** Of the decisions of the last whole month that were promised in working days: days used, and days promised. */
  readonly days: Ratio;
  /** The last twelve months. */
  readonly deemed: Ratio;
  readonly closedInPublic: Ratio;
  readonly filingsTold: Ratio;
  readonly specialsTold: Ratio;
  /** Everyday queries with a wanted service among the first three, and those that find nothing. */
  readonly found: Ratio;
  readonly foundNothing: Ratio;
  readonly bundles: Ratio;
  readonly popular: Ratio;
  /** Tasks taken out of turn without a reason, of all that were taken. */
  readonly jumps: Ratio;
}
