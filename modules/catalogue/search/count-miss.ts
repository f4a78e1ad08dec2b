import { sql } from 'kysely';
import type { Db } from '#kernel';
import { normalise } from './words.ts';

const LONGEST = 60;
/** Nobody reads more, and nobody can fill the disk with nonsense. */
const MOST_ROWS = 20_000;

/** The words without long numbers: somebody may have typed an identity number or a telephone number. */
export function withoutNumbers(q: string): string {
  return normalise(q)
    .replace(/[\dx]{5,}/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, LONGEST)
    .trim();
}

/** Counts a search that found nothing: words and days, never a person or an address. */
export async function countMiss(db: Db, q: string, day: { toString(): string }): Promise<void> {
  const query = withoutNumbers(q);
  if (query === '') return;
  await sql`insert into catalogue.search_miss (query, first_on, last_on)
    select ${query}, ${day.toString()}::date, ${day.toString()}::date
    where (select count(*) from catalogue.search_miss) < ${MOST_ROWS}
      or exists (select from catalogue.search_miss where query = ${query})
    on conflict (query) do update set times = search_miss.times + 1,
      last_on = greatest(search_miss.last_on, excluded.last_on)`.execute(db);
}
