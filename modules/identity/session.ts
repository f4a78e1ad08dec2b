import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { civilDate, openJson, sealJson, setting, type World } from '#kernel';
import { isDemo, type SignInWorld } from './demo-mode.ts';
import type { CredentialId, OfficerId, OrganisationId, PersonId, SessionId, UnitId } from './ids.ts';
import { visitor, type RoleGrant, type Viewer } from './viewer.ts';

/** Name of the cookie that carries the session token: HttpOnly, SameSite=Lax. */
export const SESSION_COOKIE = 'tb_session';

/** Writing "seen" with every request would make each page a write. */
const TOUCH_EVERY_MS = 60_000;

export interface NewSession {
  readonly credential: CredentialId;
  /** The identity provider's ID token, to sign out there too. */
  readonly idToken?: string;
  /** Token of the session that ran out in this browser: the same person goes on in the capacity they had. */
  readonly following?: string;
}

/** Begins a session. The token goes to the browser and nowhere else; its SHA-256 is stored. */
export async function startSession(
  { db, clock, crypto }: World,
  { credential, idToken, following }: NewSession,
): Promise<{ readonly token: string; readonly session: SessionId }> {
  const token = randomBytes(32).toString('base64url');
  const id = randomUUID() as SessionId;
  const now = clock.now();
  const [idleMinutes, maxHours] = await Promise.all([
    setting(db, 'session.idleMinutes'),
    setting(db, 'session.maxHours'),
  ]);
  const dataKey = await dataKeyOf(db, credential);
  await db
    .insertInto('identity.session')
    .values({
      id,
      token_hash: hashOf(token),
      credential_id: credential,
      organisation_id: (query) =>
        query
          .selectFrom('identity.session')
          .select('organisation_id')
          .where('token_hash', '=', hashOf(following ?? ''))
          .where('credential_id', '=', credential),
      sealed_id_token: idToken === undefined ? null : sealJson(crypto, dataKey, place(id), idToken),
      started_at: now,
      seen_at: now,
      idle_minutes: idleMinutes,
      expires_at: new Date(now.getTime() + maxHours * 3_600_000),
    })
    .execute();
  return { token, session: id };
}

interface SessionRow {
  readonly id: string;
  readonly seen_at: Date;
  readonly person_id: string;
  readonly organisation_id: string | null;
  readonly officer_id: string | null;
  readonly unit_id: string | null;
  readonly roles: readonly RoleGrant[];
}

/**
 * Who a session token stands for now. Ended, idle or expired sessions, disabled accounts, officers who left and, outside
 * demo mode, sample accounts are visitors; roles and mandates are those in force at this moment.
 */
export async function readSession(world: SignInWorld, token: string | undefined): Promise<Viewer> {
  if (token === undefined || token === '') return visitor;
  const { db, clock } = world;
  const now = clock.now();
  const { rows } = await sql<SessionRow>`
    select s.id, s.seen_at, c.person_id, m.organisation_id, c.officer_id, o.unit_id,
      coalesce((
        select json_agg(json_build_object('role', g.role, 'unit', g.unit_id, 'region', g.region) order by g.role)
        from identity.role_grant g where g.officer_id = o.id and g.ended_at is null), '[]') as roles
    from identity.session s
    join identity.credential c on c.id = s.credential_id and c.disabled_at is null
    left join identity.officer o on o.id = c.officer_id and o.left_at is null
    left join identity.mandate m on m.person_id = c.person_id and m.organisation_id = s.organisation_id
      and m.revoked_at is null and ${civilDate(now).toString()}::date between m.starts_on and coalesce(m.ends_on, 'infinity')
    where s.token_hash = ${hashOf(token)} and s.ended_at is null and s.expires_at > ${now}
      and s.seen_at + s.idle_minutes * interval '1 minute' > ${now}
      and (c.officer_id is null or o.id is not null) and (not c.sample or ${isDemo(world)})`.execute(db);
  const [row] = rows;
  if (row === undefined) return visitor;
  if (now.getTime() - row.seen_at.getTime() >= TOUCH_EVERY_MS) await touch(world, row.id);
  return toViewer(row);
}

/** Ends a session at once; ended twice, nothing happens. @returns the provider's ID token, if the session had one. */
export async function endSession(
  { db, clock, crypto }: World,
  token: string,
): Promise<{ readonly idToken?: string } | undefined> {
  const row = await db
    .selectFrom('identity.session as s')
    .innerJoin('identity.credential as c', 'c.id', 's.credential_id')
    .innerJoin('identity.person as p', 'p.id', 'c.person_id')
    .select(['s.id', 's.sealed_id_token', 'p.data_key'])
    .where('s.token_hash', '=', hashOf(token))
    .where('s.ended_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  await db
    .updateTable('identity.session')
    .set({ ended_at: clock.now(), sealed_id_token: null })
    .where('id', '=', row.id)
    .execute();
  if (row.sealed_id_token === null || row.data_key === null) return {};
  return { idToken: String(openJson(crypto, row.data_key, place(row.id), row.sealed_id_token)) };
}

async function touch({ db, clock }: World, session: string): Promise<void> {
  await db.updateTable('identity.session').set({ seen_at: clock.now() }).where('id', '=', session).execute();
}

async function dataKeyOf(db: World['db'], credential: CredentialId): Promise<Buffer> {
  const { data_key } = await db
    .selectFrom('identity.credential as c')
    .innerJoin('identity.person as p', 'p.id', 'c.person_id')
    .select('p.data_key')
    .where('c.id', '=', credential)
    .executeTakeFirstOrThrow();
  if (data_key === null) throw new Error('A person whose data was erased cannot sign in.');
  return data_key;
}

function toViewer(row: SessionRow): Viewer {
  const session = row.id as SessionId;
  if (row.officer_id !== null && row.unit_id !== null)
    return {
      kind: 'officer',
      session,
      officer: row.officer_id as OfficerId,
      unit: row.unit_id as UnitId,
      roles: row.roles,
    };
  return {
    kind: 'resident',
    session,
    person: row.person_id as PersonId,
    ...(row.organisation_id === null ? {} : { organisation: row.organisation_id as OrganisationId }),
  };
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function place(session: string): string {
  return `identity.session.id_token:${session}`;
}
