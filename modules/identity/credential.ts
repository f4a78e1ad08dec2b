import { setting, type World } from '#kernel';
import { isDemo, type SignInWorld } from './demo-mode.ts';
import type { CredentialId, OfficerId, PersonId } from './ids.ts';
import { isPassword } from './password.ts';

export interface NewCredential {
  readonly person: PersonId;
  /** Signs in as this officer; without it as a resident. */
  readonly officer?: OfficerId;
  readonly login: string;
  /** From `hashPassword`. */
  readonly passwordHash: string;
  readonly sample: boolean;
}

/** Adds a way to sign in. The login must not be taken. */
export async function addCredential(
  { db, clock, crypto }: World,
  { person, officer, login, passwordHash, sample }: NewCredential,
): Promise<void> {
  await db
    .insertInto('identity.credential')
    .values({
      person_id: person,
      officer_id: officer ?? null,
      login_index: loginIndex(crypto, login),
      index_key_version: crypto.keyVersion,
      password_hash: passwordHash,
      sample,
      created_at: clock.now(),
    })
    .execute();
}

/** The person behind a login; for sample accounts in demo mode only. */
export async function findPersonByLogin(world: SignInWorld, login: string): Promise<PersonId | undefined> {
  const row = await usable(world, login).select('person_id').executeTakeFirst();
  return row && (row.person_id as PersonId);
}

export interface SignInAttempt {
  readonly login: string;
  readonly password: string;
  /** Network address of the client. */
  readonly address: string;
}

export type SignInProblem = 'identity.wrong-credentials' | 'identity.too-many-attempts';

/**
 * Checks a login and password. An unknown login, a wrong password and an account that may not sign in give the same
 * answer after the same work; so does the limit on failures per login and per address.
 */
export async function checkPassword(
  world: SignInWorld,
  { login, password, address }: SignInAttempt,
): Promise<{ readonly credential: CredentialId } | { readonly problem: SignInProblem }> {
  const attempt = await recordAttempt(world, { login, address });
  if (attempt === 'too-many') return { problem: 'identity.too-many-attempts' };

  const row = await usable(world, login).select(['id', 'password_hash']).executeTakeFirst();
  if (!(await isPassword(password, row?.password_hash)) || row === undefined) {
    await world.db.updateTable('identity.sign_in_attempt').set({ failed: true }).where('id', '=', attempt).execute();
    return { problem: 'identity.wrong-credentials' };
  }
  await world.db.deleteFrom('identity.sign_in_attempt').where('id', '=', attempt).execute();
  return { credential: row.id as CredentialId };
}

/**
 * Counted before the password is looked at, so that guesses sent all at once are limited too. An address counts only
 * what has failed: a whole service hall may sign in from one address at nine o'clock.
 */
async function recordAttempt(
  { db, clock, crypto }: World,
  { login, address }: Omit<SignInAttempt, 'password'>,
): Promise<bigint | 'too-many'> {
  const now = clock.now();
  const columns = {
    login_index: loginIndex(crypto, login),
    address_index: Buffer.from(crypto.blindIndex('identity.sign_in_attempt.address', address)),
  };
  const { id } = await db
    .insertInto('identity.sign_in_attempt')
    .values({ ...columns, at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  const recent = db.selectFrom('identity.sign_in_attempt').where('at', '>', anHourBefore(now)).where('id', '<>', id);
  const count = recent.select((select) => select.fn.countAll<bigint>().as('n'));
  const [limit, sameLogin, sameAddress] = await Promise.all([
    setting(db, 'signIn.attemptsPerHour'),
    count.where('login_index', '=', columns.login_index).executeTakeFirstOrThrow(),
    count.where('address_index', '=', columns.address_index).where('failed', '=', true).executeTakeFirstOrThrow(),
  ]);
  if (sameLogin.n < limit && sameAddress.n < limit) return id;
  await db.deleteFrom('identity.sign_in_attempt').where('id', '=', id).execute();
  return 'too-many';
}

function usable(world: SignInWorld, login: string) {
  const found = world.db
    .selectFrom('identity.credential')
    .where('login_index', '=', loginIndex(world.crypto, login))
    .where('disabled_at', 'is', null);
  return isDemo(world) ? found : found.where('sample', '=', false);
}

function loginIndex(crypto: World['crypto'], login: string): Buffer {
  return Buffer.from(crypto.blindIndex('identity.credential.login', login.normalize('NFKC').trim().toLowerCase()));
}

function anHourBefore(instant: Date): Date {
  return new Date(instant.getTime() - 3_600_000);
}
