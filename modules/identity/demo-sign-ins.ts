import { findPersonByLogin } from './credential.ts';
import { demoPeople } from './demo-people.ts';
import { isDemo, type SignInWorld } from './demo-mode.ts';
import type { Role } from './viewer.ts';
import { unitByUscc } from './units.ts';

/** One invented person whom anybody may be in a demonstration. */
export interface DemoSignIn {
  readonly login: string;
  readonly password: string;
  readonly name: string;
  readonly role: 'resident' | 'agent' | Role;
  /** Short name of an officer's unit. */
  readonly unit?: string;
  /** The company an agent may act for. */
  readonly organisation?: string;
}

/** The sign-ins of the demonstration, in the order of the seed; none outside demo mode or before seeding. */
export async function demoSignIns(world: SignInWorld): Promise<readonly DemoSignIn[]> {
  if (!isDemo(world)) return [];
  const { residents, agents, officers, organisations, password } = demoPeople();
  const [first] = residents;
  if (first === undefined || (await findPersonByLogin(world, first.login)) === undefined) return [];

  const units = new Map<string, string>();
  for (const uscc of new Set(officers.map(({ unit }) => unit)))
    units.set(uscc, (await unitByUscc(world.db, uscc))?.shortName ?? '');
  const companyOf = (login: string) => organisations.find(({ agent }) => agent === login)?.name ?? '';
  return [
    ...residents.map(({ login, name }) => ({ login, name, password, role: 'resident' as const })),
    ...agents.map(({ login, name }) => ({
      login,
      name,
      password,
      role: 'agent' as const,
      organisation: companyOf(login),
    })),
    ...officers.map(({ login, name, role, unit }) => ({ login, name, password, role, unit: units.get(unit) ?? '' })),
  ];
}
