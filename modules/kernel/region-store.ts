import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';
import { parentRegionCode, type Region, type RegionLevel } from './region.ts';
import { regionDirectory } from './region-directory.ts';

/**
 * Brings kernel.region to what this release knows: one statement. Names follow the release;
 * regions that were dissolved stay, because old addresses point at them.
 * @returns how many rows were added or renamed.
 */
export async function seedRegions(db: Db | Tx): Promise<number> {
  const regions = [...regionDirectory().all()];
  const column = (pick: (region: Region) => string | undefined) => regions.map((region) => pick(region) ?? null);
  const { numAffectedRows = 0n } = await sql`
    insert into kernel.region (code, name, parent, level, full_name)
    select * from unnest(
      ${column(({ code }) => code)}::text[], ${column(({ name }) => name)}::text[],
      ${column(({ parent }) => parent)}::text[], ${column(({ level }) => level)}::text[],
      ${column(({ fullName }) => fullName)}::text[])
    on conflict (code) do update set name = excluded.name, full_name = excluded.full_name
    where (region.name, region.full_name) is distinct from (excluded.name, excluded.full_name)`.execute(db);
  return Number(numAffectedRows);
}

/** From the province down to the region itself; empty if the code is unknown. */
export async function regionPath(db: Db | Tx, code: string): Promise<readonly Region[]> {
  const codes = withParents(code);
  if (codes.length === 0) return [];
  const rows = await db.selectFrom('kernel.region').selectAll().where('code', 'in', codes).execute();
  const path = rows.map(asRegion).toSorted((a, b) => codes.indexOf(b.code) - codes.indexOf(a.code));
  return path.at(-1)?.code === code ? path : [];
}

/** The regions directly below one, by code; the provinces for `undefined`. */
export async function childRegions(db: Db | Tx, code?: string): Promise<readonly Region[]> {
  const rows = await db
    .selectFrom('kernel.region')
    .selectAll()
    .where('parent', code === undefined ? 'is' : '=', code ?? null)
    .orderBy('code')
    .execute();
  return rows.map(asRegion);
}

/** 云南省丽江市古城区; undefined if the code is unknown. */
export async function regionName(db: Db | Tx, code: string): Promise<string | undefined> {
  const row = await db.selectFrom('kernel.region').select('full_name').where('code', '=', code).executeTakeFirst();
  return row?.full_name;
}

function withParents(code: string): readonly string[] {
  if (!/^\d{6}(\d{3}(\d{3})?)?$/.test(code)) return [];
  const parent = parentRegionCode(code);
  return parent === undefined ? [code] : [code, ...withParents(parent)];
}

interface Row {
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
  readonly level: string;
  readonly full_name: string;
}

function asRegion({ code, name, parent, level, full_name }: Row): Region {
  // The constraint region_code_and_parent_fit_its_level admits nothing else.
  return { code, name, parent: parent ?? undefined, level: level as RegionLevel, fullName: full_name };
}
