/** What an address under /services asks for; every state of a search is an address, so the back button works. */
export interface SearchAddress {
  readonly q: string;
  readonly dept?: string | undefined;
  readonly topic?: string | undefined;
  readonly subject?: string | undefined;
  readonly page: number;
}

const LONGEST = 100;

export function readSearchAddress(params: URLSearchParams): SearchAddress {
  const given = (name: string) => {
    const value = params.get(name)?.trim().slice(0, LONGEST);
    return value === '' ? undefined : value;
  };
  const page = Number(params.get('page'));
  return {
    q: given('q') ?? '',
    dept: given('dept'),
    topic: given('topic'),
    subject: given('subject'),
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

/** The address of the same search with some of it changed; another choice begins at the first page again. */
export function searchHref(from: SearchAddress, change: Partial<SearchAddress>): string {
  const { q, dept, topic, subject, page } = { ...from, page: 1, ...change };
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ q, dept, topic, subject })) if (value) params.set(name, value);
  if (page > 1) params.set('page', String(page));
  const query = params.toString();
  return query === '' ? '/services' : `/services?${query}`;
}
