import { actFor, endRole, findOrganisationByCreditCode, officerOf, readSession, residentOf } from '#identity';
import type { World } from '#kernel';
import { demoSession } from '../../modules/identity/testing.ts';

/** Who may come along, in the order of the columns of the access table. */
export const roles = [
  'visitor',
  'owner',
  'another resident',
  'agent of a company',
  'clerk in charge',
  'clerk of another unit',
  'examiner',
  'approver',
  'bureau',
  'supervisor',
  'officer without role',
] as const;

export type RoleName = (typeof roles)[number];

const logins: Readonly<Partial<Record<RoleName, string>>> = {
  owner: 'zhang-wei',
  'another resident': 'he-xiuying',
  'agent of a company': 'li-ming',
  'clerk in charge': 'clerk-gaj',
  'clerk of another unit': 'clerk-scj',
  examiner: 'examiner-gaj',
  approver: 'approver-gaj',
  bureau: 'bureau',
  supervisor: 'supervisor',
  'officer without role': 'clerk-gjj',
};

const COMPANY = '91530702DEMA002676';

/** A session for each role; the visitor has none. */
export async function sessionsOf(world: World): Promise<ReadonlyMap<RoleName, string | undefined>> {
  const sessions = new Map<RoleName, string | undefined>();
  for (const role of roles) {
    const login = logins[role];
    sessions.set(role, login === undefined ? undefined : await demoSession(world, login));
  }
  const dismissed = officerOf(
    await readSession({ ...world, config: { demo: true } }, sessions.get('officer without role')),
  );
  await endRole(world, dismissed.officer, 'clerk');
  const agent = residentOf(await readSession({ ...world, config: { demo: true } }, sessions.get('agent of a company')));
  await actFor(world, agent, await findOrganisationByCreditCode(world, COMPANY));
  return sessions;
}
