import { civilDate, type Db, type World } from '#kernel';
import { currentItems, revision } from '../store.ts';
import { allSynonyms } from '../synonyms.ts';
import { countMiss } from './count-miss.ts';
import { buildIndex, searchIn, type SearchRequest, type SearchResult } from './search-index.ts';

/** The search of a running process: in memory, and never older than `staleAfter` behind the database. */
export interface SearchIndex {
  /** Answers at once from what is loaded; looks for a newer catalogue in the background now and then. */
  search(request: SearchRequest): SearchResult;
  /** Loads the catalogue again if it has changed. @returns whether it had. */
  refresh(): Promise<boolean>;
  /** Notes words that found nothing, without who asked. A failure is reported to `onError`, never to the person. */
  logMiss(q: string): Promise<void>;
  /** Milliseconds after which a search looks whether the catalogue has changed; 10 s unless set. */
  staleAfter: number;
}

export interface SearchOptions {
  readonly staleAfter?: number;
  /** Told when a look for changes in the background fails; the search goes on with what it has. */
  readonly onError?: (error: unknown) => void;
}

const TEN_SECONDS = 10_000;

export async function loadSearch(
  { db, clock }: Pick<World, 'db' | 'clock'>,
  { staleAfter = TEN_SECONDS, onError = () => undefined }: SearchOptions = {},
): Promise<SearchIndex> {
  let { index, seen } = await load(db);
  let checkedAt = performance.now();
  let running: Promise<boolean> | undefined;

  const refresh = async (): Promise<boolean> => {
    checkedAt = performance.now();
    if ((await revision(db)) === seen) return false;
    ({ index, seen } = await load(db));
    return true;
  };
  const refreshOnce = () => (running ??= refresh().finally(() => (running = undefined)));

  const search: SearchIndex = {
    staleAfter,
    refresh: refreshOnce,
    search(request) {
      if (performance.now() - checkedAt > search.staleAfter) void refreshOnce().catch(onError);
      return searchIn(index, request);
    },
    logMiss: async (q) => countMiss(db, q, civilDate(clock.now())).catch(onError),
  };
  return search;
}

async function load(db: Db): Promise<{ index: Awaited<ReturnType<typeof buildIndex>>; seen: string }> {
  const seen = await revision(db);
  const [items, synonyms] = await Promise.all([currentItems(db), allSynonyms(db)]);
  return { index: await buildIndex(items, synonyms), seen };
}
