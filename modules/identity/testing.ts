import type { World } from '#kernel';
import { findPersonByLogin } from './credential.ts';
import type { CredentialId, PersonId } from './ids.ts';
import { startSession } from './session.ts';

/** A session token for somebody of the demonstration, without the ceremony of signing in. */
export async function demoSession(world: World, login: string): Promise<string> {
  const person = await findPersonByLogin({ ...world, config: { demo: true } }, login);
  if (person === undefined) throw new Error(`Nobody of the demonstration signs in as ${login}: seedDemo comes first.`);
  const { id } = await world.db
    .selectFrom('identity.credential')
    .select('id')
    .where('person_id', '=', person)
    .executeTakeFirstOrThrow();
  const { token } = await startSession(world, { credential: id as CredentialId });
  return token;
}

/** The person behind a demonstration sign-in. */
export async function demoPerson(world: World, login: string): Promise<PersonId> {
  const person = await findPersonByLogin({ ...world, config: { demo: true } }, login);
  if (person === undefined) throw new Error(`Nobody of the demonstration signs in as ${login}: seedDemo comes first.`);
  return person;
}
