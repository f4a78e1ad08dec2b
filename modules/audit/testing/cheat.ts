import type { Finder, FindingCode, Rule } from '../finding.ts';
import type { BreachCode } from '../verify-evidence.ts';
import type { City } from './city.ts';

/** What shows a lie that the leaves of one history cannot show: evidence for whoever holds a receipt, or remembers. */
export type Trick = (city: City) => Promise<string>;

/** A way to cheat, and what finds it. */
export interface Cheat {
  readonly name: string;
  readonly rule: Rule;
  readonly codes: readonly (FindingCode | BreachCode)[];
  readonly finder: Finder;
  /**
   * Cheats in a city that has been honest so far.
   * @returns false when there is no opportunity yet; a trick where the leaves alone show nothing
   */
  readonly commit: (city: City) => boolean | Trick;
}
