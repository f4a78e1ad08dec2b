import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Officer, Role, RoleGrant } from './viewer.ts';

/** Columns, as SQL, that say which unit and region a row belongs to. */
export interface Place {
  readonly unit: RawBuilder<unknown>;
  readonly region: RawBuilder<unknown>;
}

/** The bureau and the supervisor oversee every unit of their region; all other roles reach their unit and those below. */
const REGION_WIDE: ReadonlySet<Role> = new Set(['bureau', 'supervisor']);

/**
 * The condition under which a row lies within an officer's jurisdiction by one of the roles. Put it into the query
 * itself: what an officer may not see is then not found, never "forbidden". No matching grant matches no row.
 *
 *     .where(withinJurisdiction(officer, ['clerk'], { unit: sql.ref('c.unit_id'), region: sql.ref('c.region') }))
 */
export function withinJurisdiction(
  { roles }: Pick<Officer, 'roles'>,
  wanted: readonly Role[],
  place: Place,
): RawBuilder<SqlBool> {
  const reaches = roles.filter(({ role }) => wanted.includes(role)).map((grant) => reach(grant, place));
  return reaches.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(reaches, sql` or `)})`;
}

function reach({ role, unit, region }: RoleGrant, place: Place): RawBuilder<SqlBool> {
  const inside = sql<SqlBool>`starts_with(${place.region}, ${regionPrefix(region)})`;
  if (REGION_WIDE.has(role)) return inside;
  return sql<SqlBool>`(${place.unit} in (select identity.units_under(${unit}::uuid)) and ${inside})`;
}

/**
 * What the codes of a region and everything inside it begin with (GB/T 2260, GB/T 10114): 530000 → 53, 530700 → 5307,
 * 530702 → 530702, 530702001000 → 530702001.
 */
export function regionPrefix(code: string): string {
  const local = code.slice(6).replace(/(000){1,2}$/, '');
  return local === '' ? code.slice(0, 6).replace(/(00){1,2}$/, '') : code.slice(0, 6) + local;
}
