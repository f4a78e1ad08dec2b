import { closedHistories } from '#cases';
import type { ServiceItem } from '#catalogue';
import { Recent, setting, type Db } from '#kernel';
import { deviationKinds, deviationsOf, type DeviationKind } from './deviations.ts';
import { measureOf } from './measure-of.ts';
import { goneOf, processFigures, type Measure, type ProcessFigures } from './process.ts';

/** What happened to the cases of one version of a service that were closed last, with the cases behind each deviation. */
export interface Process {
  readonly measure: Measure;
  readonly figures: ProcessFigures;
  /** So many cases at most are looked at. */
  readonly most: number;
  /** When the first and the last of them were closed; absent without any. */
  readonly span?: { readonly first: Date; readonly last: Date };
  /** Numbers of the cases with each deviation, the one closed last first; so many at most. */
  readonly examples: ReadonlyMap<DeviationKind, readonly string[]>;
}

/** On a page. */
const MOST_EXAMPLES = 20;

/**
 * Counting thousands of cases takes a second or two of a processor, and what is closed stays as it is: it is done once
 * until another case is closed, however many look at once.
 */
const counted = new WeakMap<Db, Recent<string, Promise<Process>>>();
const MOST_COUNTED = 40;

/** What happened, for those who may know of which case. Bounded: the newest `process.mostCases` cases, by an index. */
export async function processOf(db: Db, item: ServiceItem): Promise<Process> {
  const most = await setting(db, 'process.mostCases');
  const measure = await measureOf(db, item);
  const [newest] = await closedHistories(db, { version: item.version, most: 1 });
  const key = JSON.stringify([String(item.version), String(newest?.last ?? 0n), most, measure.thresholds]);
  const own = counted.get(db) ?? new Recent<string, Promise<Process>>(MOST_COUNTED);
  counted.set(db, own);
  const known = own.get(key);
  if (known !== undefined) return known;
  const counting = count(db, item, { most, measure });
  own.set(key, counting);
  try {
    return await counting;
  } catch (error) {
    // What failed once is tried again by whoever asks next.
    own.delete(key);
    throw error;
  }
}

interface Counting {
  readonly most: number;
  readonly measure: Measure;
}

async function count(db: Db, item: ServiceItem, { most, measure }: Counting): Promise<Process> {
  const histories = await closedHistories(db, { version: item.version, most });
  const cases = goneOf(histories, measure.route);
  const found = cases.map((gone) => ({ no: gone.history.no, kinds: deviationsOf(gone, measure.drawing) }));
  const closings = histories.flatMap(({ acts }) => acts.at(-1)?.at ?? []).map((at) => at.getTime());
  return {
    measure,
    figures: processFigures(cases, measure),
    most,
    ...(closings.length === 0 ? {} : { span: spanOf(closings) }),
    examples: new Map(
      deviationKinds.map((kind) => {
        const having = found.filter(({ kinds }) => kinds.includes(kind));
        return [kind, having.slice(0, MOST_EXAMPLES).map(({ no }) => no)];
      }),
    ),
  };
}

function spanOf(closings: readonly number[]): { readonly first: Date; readonly last: Date } {
  const sorted = closings.toSorted((one, other) => one - other);
  return { first: new Date(sorted[0] ?? 0), last: new Date(sorted.at(-1) ?? 0) };
}
