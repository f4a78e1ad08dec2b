import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { holdsRole, type Role } from '#identity';
import type { Stage } from './order.ts';

/** Which role does which kind of work: nobody who accepts also decides (受审分离). */
export const roleFor: Readonly<Record<Stage, Role>> = {
  acceptance: 'clerk',
  examination: 'examiner',
  decision: 'approver',
  delivery: 'clerk',
};

/** The roles that take work from queues; the others have no business with a single case. */
export const workingRoles: readonly Role[] = [...new Set(Object.values(roleFor))];

/**
 * The condition that an officer may do the work of the pool `p` at this moment: in office, with the role that its stage
 * asks for, reaching its unit. An assignment alone lets nobody in.
 */
export function mayWork(officer: RawBuilder<unknown>): RawBuilder<SqlBool> {
  const cases = Object.entries(roleFor).map(([stage, role]) => sql`when ${sql.lit(stage)} then ${sql.lit(role)}`);
  const holds = holdsRole({
    officer,
    role: sql`case p.stage ${sql.join(cases, sql` `)} end`,
    unit: sql.ref('p.unit_id'),
  });
  // Nobody takes from a queue of the platform itself.
  return sql<SqlBool>`(p.discipline = 'fifo' and ${holds})`;
}
