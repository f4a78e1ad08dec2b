import canonicalize from 'canonicalize';
import { concatenate, decodeBase64, encodeBase64, encodeUtf8, sha256 } from '#tlog';
import { AuditProblem } from './problem.ts';

const DOMAIN = 'tongban/commit/v1\0';
const SALT_BYTES = 32;

/** What its holder knows of a commitment in a leaf. */
export interface CommitmentOpening {
  /** Base64 of 32 random bytes. */
  readonly salt: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Shows that a commitment in a leaf hides exactly these fields: SHA-256(domain ‖ salt ‖ JCS(fields)).
 * @throws AuditProblem commitment.malformed, commitment.other
 */
export function openCommitment({ salt, fields }: CommitmentOpening, commitment: string): void {
  const text = canonical(fields);
  const bytes = decodeBase64(salt);
  if (text === undefined || bytes.length !== SALT_BYTES) throw new AuditProblem('commitment.malformed');
  const hash = sha256(concatenate(encodeUtf8(DOMAIN), bytes, encodeUtf8(text)));
  if (encodeBase64(hash) !== commitment) throw new AuditProblem('commitment.other');
}

function canonical(fields: unknown): string | undefined {
  try {
    return canonicalize(fields);
  } catch {
    return undefined;
  }
}
