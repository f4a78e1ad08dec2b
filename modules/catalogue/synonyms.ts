import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Db, Tx } from '#kernel';

const SynonymFile = z.array(
  z.strictObject({ everyday: z.array(z.string().min(1)), official: z.array(z.string().min(1)) }),
);
const FILE = new URL('../../db/seeds/synonyms.json', import.meta.url);

/** What people say, and what the catalogue calls it. */
export interface Synonym {
  readonly everyday: string;
  readonly official: string;
}

/** Every pair that ships with this release. */
export function releaseSynonyms(): readonly Synonym[] {
  const groups = SynonymFile.parse(JSON.parse(readFileSync(FILE, 'utf8')));
  return groups.flatMap(({ everyday, official }) =>
    everyday.flatMap((word) => official.map((name) => ({ everyday: word, official: name }))),
  );
}

/** Brings the release's synonyms into the table; those that the city added stay. */
export async function seedSynonyms(tx: Tx): Promise<void> {
  const json = JSON.stringify(releaseSynonyms());
  await sql`delete from catalogue.synonym s where source = 'release' and not exists (
    select from jsonb_to_recordset(${json}::jsonb) as r (everyday text, official text)
    where r.everyday = s.everyday and r.official = s.official)`.execute(tx);
  await sql`insert into catalogue.synonym (everyday, official, source)
    select distinct everyday, official, 'release' from jsonb_to_recordset(${json}::jsonb) as r (everyday text, official text)
    on conflict do nothing`.execute(tx);
}

export async function allSynonyms(db: Db | Tx): Promise<readonly Synonym[]> {
  return db
    .selectFrom('catalogue.synonym')
    .select(['everyday', 'official'])
    .orderBy('everyday')
    .orderBy('official')
    .execute();
}
