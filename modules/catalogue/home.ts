import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '#kernel';
import type { ItemId } from './ids.ts';

export interface PopularService {
  readonly id: ItemId;
  readonly name: string;
  readonly plainName?: string;
  readonly department: string;
  readonly sample: boolean;
}

export interface Count {
  readonly name: string;
  readonly count: number;
}

export interface DepartmentCount extends Count {
  /** Credit code: the value of `dept` in addresses and searches. */
  readonly uscc: string;
  readonly shortName: string;
  readonly sample: boolean;
}

const FILE = new URL('../../db/seeds/popular-items.json', import.meta.url);

/** The services that a catalogue should have before any other. */
export function popularIds(): readonly string[] {
  return z.array(z.string()).parse(JSON.parse(readFileSync(FILE, 'utf8')));
}

/** What most people come for, in the order of db/seeds/popular-items.json; items that the catalogue lacks are left out. */
export async function popularServices(db: Db, limit = 8): Promise<readonly PopularService[]> {
  const ids = popularIds();
  const { rows } = await sql<{ id: string; name: string; plain: string | null; department: string; sample: boolean }>`
    select id, elements ->> 'name' as name, elements ->> 'plainName' as plain,
      elements -> 'agency' ->> 'name' as department, sample
    from catalogue.current_item where id = any(${ids}::text[])
    order by array_position(${ids}::text[], id) limit ${limit}`.execute(db);
  return rows.map(({ plain, ...row }) => ({
    ...row,
    id: row.id as ItemId,
    ...(plain === null ? {} : { plainName: plain }),
  }));
}

/** Topics with their number of items, largest first. */
export async function topics(db: Db): Promise<readonly Count[]> {
  const { rows } = await sql<{ name: string; count: bigint }>`
    select topic as name, count(*) as count
    from catalogue.current_item, jsonb_array_elements_text(elements -> 'topics') as topic
    group by topic order by count(*) desc, topic`.execute(db);
  return rows.map(asCount);
}

/** Departments that answer for at least one item, with their number of items, largest first. */
export async function departments(db: Db): Promise<readonly DepartmentCount[]> {
  const { rows } = await sql<{ uscc: string; name: string; shortName: string; sample: boolean; count: bigint }>`
    select u.uscc, u.name, u.short_name as "shortName", u.sample, count(*) as count
    from catalogue.current_item i join identity.unit u on u.id = i.unit_id
    group by u.id order by u.sample desc, count(*) desc, u.uscc`.execute(db);
  return rows.map(asCount);
}

function asCount<Row extends { readonly count: bigint }>(row: Row): Omit<Row, 'count'> & { readonly count: number } {
  return { ...row, count: Number(row.count) };
}
