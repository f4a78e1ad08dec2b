import type { SearchResult } from '#catalogue';
import { readSearchAddress, type SearchAddress } from './search-address.ts';

export interface SearchView {
  readonly asked: SearchAddress;
  readonly result: SearchResult;
}

/** Words that find nothing at all are counted, without who asked: somebody will teach them to the search. */
export async function searchView({ search }: App.Locals['app'], params: URLSearchParams): Promise<SearchView> {
  const asked = readSearchAddress(params);
  const result = search.search(asked);
  const narrowed = asked.dept ?? asked.topic ?? asked.subject;
  if (result.total === 0 && asked.q !== '' && narrowed === undefined) await search.logMiss(asked.q);
  return { asked, result };
}
