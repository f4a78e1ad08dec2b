import { createHash, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Commitment } from './leaf.ts';

const DOMAIN = 'tongban/commit/v1\0';
const SALT_BYTES = 32;

/** What opens a commitment: kept in the sealed event and in the applicant's receipt; deleting it erases the link. */
export interface Opening {
  /** base64, 32 random bytes. */
  readonly salt: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Commits to a group of fields under a fresh salt: SHA-256(domain ‖ salt ‖ JCS(fields)), base64. */
export function commit(fields: Readonly<Record<string, unknown>>): { commitment: Commitment; opening: Opening } {
  const opening = { salt: randomBytes(SALT_BYTES).toString('base64'), fields };
  return { commitment: commitmentOf(opening), opening };
}

/** The commitment that an opening belongs to. */
export function commitmentOf({ salt, fields }: Opening): Commitment {
  return createHash('sha256')
    .update(DOMAIN)
    .update(Buffer.from(salt, 'base64'))
    .update(canonicalize(fields) ?? '')
    .digest('base64');
}
