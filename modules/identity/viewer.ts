import { notFound, Refusal } from '#kernel';
import type { OfficerId, OrganisationId, PersonId, SessionId, UnitId } from './ids.ts';

/** Clerk accepts, examiner examines, approver decides; the bureau runs the platform, the supervisor watches it. */
export type Role = 'clerk' | 'examiner' | 'approver' | 'bureau' | 'supervisor';

/** A role reaches a unit and those below it, in a region and those inside it. */
export interface RoleGrant {
  readonly role: Role;
  readonly unit: UnitId;
  /** Region code; 530700 reaches every code that begins with 5307. */
  readonly region: string;
}

/** Who looks at a page or sends a command: read once per request from the session cookie. */
export type Viewer =
  | { readonly kind: 'visitor' }
  | {
      readonly kind: 'resident';
      readonly session: SessionId;
      readonly person: PersonId;
      /** The company this person acts for at the moment, by a mandate that is in force. */
      readonly organisation?: OrganisationId;
    }
  | {
      readonly kind: 'officer';
      readonly session: SessionId;
      readonly officer: OfficerId;
      readonly unit: UnitId;
      readonly roles: readonly RoleGrant[];
    };

export type Resident = Extract<Viewer, { kind: 'resident' }>;
export type Officer = Extract<Viewer, { kind: 'officer' }>;

export const visitor: Viewer = { kind: 'visitor' };

/**
 * The resident behind this request.
 * @throws Refusal identity.sign-in-needed (401) for visitors; kernel.not-found (404) for officers, who have no such page.
 */
export function residentOf(viewer: Viewer): Resident {
  if (viewer.kind === 'visitor') throw signInNeeded();
  if (viewer.kind === 'officer') throw notFound();
  return viewer;
}

/**
 * The officer behind this request, who must hold one of the roles (any, if none is named).
 * @throws Refusal identity.sign-in-needed (401) for visitors; kernel.not-found (404) for everybody else without the role.
 */
export function officerOf(viewer: Viewer, ...roles: readonly Role[]): Officer {
  if (viewer.kind === 'visitor') throw signInNeeded();
  if (viewer.kind === 'resident') throw notFound();
  if (roles.length > 0 && !viewer.roles.some(({ role }) => roles.includes(role))) throw notFound();
  return viewer;
}

function signInNeeded(): Refusal {
  return new Refusal('identity.sign-in-needed', { status: 401 });
}
