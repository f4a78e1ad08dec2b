export type { CredentialId, OfficerId, OrganisationId, PersonId, SessionId, UnitId } from './ids.ts';
export { generalUnit, unitById, unitByUscc, upsertUnit, type Unit, type UnitFacts } from './units.ts';
export {
  officerOf,
  residentOf,
  visitor,
  type Officer,
  type Resident,
  type Role,
  type RoleGrant,
  type Viewer,
} from './viewer.ts';
