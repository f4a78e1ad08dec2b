import type { Brand } from '#kernel';

export type PersonId = Brand<string, 'PersonId'>;
export type OrganisationId = Brand<string, 'OrganisationId'>;
export type UnitId = Brand<string, 'UnitId'>;
export type OfficerId = Brand<string, 'OfficerId'>;
export type SessionId = Brand<string, 'SessionId'>;
export type CredentialId = Brand<string, 'CredentialId'>;
