import { sql, type RawBuilder, type SqlBool } from 'kysely';

/** Columns or values, as SQL. */
export interface Holding {
  readonly officer: RawBuilder<unknown>;
  readonly role: RawBuilder<unknown>;
  readonly unit: RawBuilder<unknown>;
}

/**
 * The condition that an officer is in office and holds a role that reaches a unit, as the tables are at this moment: a
 * role that has just ended counts no more, whatever a session was told. A role reaches its unit and those below it; the
 * bureau's and the supervisor's reach every unit of their region. Put it into the query itself: what an officer may not
 * see is then not found, never "forbidden".
 *
 *     where ${holdsRole({ officer: sql`${id}`, role: sql`'clerk'`, unit: sql.ref('p.unit_id') })}
 */
export function holdsRole({ officer, role, unit }: Holding): RawBuilder<SqlBool> {
  return sql<SqlBool>`identity.holds_role(${officer}::uuid, ${role}, ${unit}::uuid)`;
}

/** Every post of the person who holds one, as rows of ids: what bars a person bars them in each of their posts. */
export function postsOf(officer: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select identity.posts_of(${officer}::uuid))`;
}
