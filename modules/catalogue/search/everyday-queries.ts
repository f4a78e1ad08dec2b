import { readFileSync } from 'node:fs';
import { z } from 'zod';

const QueryFile = z.array(z.strictObject({ query: z.string(), wanted: z.array(z.string()).min(1) }));

/** What residents type, written before the search was tuned, and the items that any of them would accept. */
export function everydayQueries(): z.output<typeof QueryFile> {
  return QueryFile.parse(
    JSON.parse(readFileSync(new URL('../../../db/seeds/everyday-queries.json', import.meta.url), 'utf8')),
  );
}
