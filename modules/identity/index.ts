export { accessesAfter, accessesUnsettled, type WatchedAccess } from './accesses-after.ts';
export { accessesOf, logAccess, type Access, type RecordedAccess } from './access-log.ts';
export {
  addCredential,
  checkPassword,
  findPersonByLogin,
  type NewCredential,
  type SignInAttempt,
  type SignInProblem,
} from './credential.ts';
export { demoSignIns, type DemoSignIn } from './demo-sign-ins.ts';
export { isDemo, type SignInWorld } from './demo-mode.ts';
export type { CredentialId, OfficerId, OrganisationId, PersonId, SessionId, UnitId } from './ids.ts';
export { forgetInput, keepInput, keptInput, type Keeper, type KeptAt, type KeptInput } from './kept-input.ts';
export { holdsRole, postsOf, type Holding } from './jurisdiction.ts';
export { actFor, grantMandate, mandatesOf, revokeMandate, type Mandate } from './mandate.ts';
export { everyOfficer, officersOf } from './officers-of.ts';
export { appointOfficer, endRole, grantRole, officerById, officerProfile, type OfficerProfile } from './officer.ts';
export {
  findOrganisationByCreditCode,
  organisationProfile,
  registerOrganisation,
  type OrganisationProfile,
} from './organisation.ts';
export { hashPassword } from './password.ts';
export {
  findPersonByIdentityNumber,
  findPersonsByName,
  findPersonsByPhone,
  personProfile,
  registerPerson,
  type PersonProfile,
} from './person.ts';
export { providerSecret, type ProviderSecret } from './provider-secrets.ts';
export { interactionView, providerStore, type InteractionView, type ProviderStore } from './provider-store.ts';
export { seedDemo } from './seed-demo.ts';
export { endSession, readSession, SESSION_COOKIE, startSession, type NewSession } from './session.ts';
export { sweepSignIns } from './sweep.ts';
export { everyUnit, generalUnit, unitById, unitByUscc, upsertUnit, type Unit, type UnitFacts } from './units.ts';
export { viewerCard, type ViewerCard } from './viewer-card.ts';
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
