import {
  encodeUtf8,
  formatKey,
  openPolicyCheckpoint,
  withLogs,
  type Policy,
  type SignedCheckpoint,
  type VerifierKey,
} from '#tlog';

/** Whom whoever verifies believes. */
export interface Trust {
  readonly policy: Policy;
  readonly receiptKeys: readonly VerifierKey[];
  /** Keys of the log that the policy no longer names: what they signed before a change of keys stays signed. */
  readonly earlierKeys?: readonly VerifierKey[];
}

/** @throws TlogProblem as `openPolicyCheckpoint` */
export function openTrusted(note: string | Uint8Array, { policy, earlierKeys = [] }: Trust): SignedCheckpoint {
  const bytes = typeof note === 'string' ? encodeUtf8(note) : note;
  return openPolicyCheckpoint(bytes, withLogs(policy, earlierKeys));
}

export interface LogSignature {
  /** The key as it is published. */
  readonly key: string;
  /** The policy names it no more. */
  readonly isEarlier: boolean;
}

/** By which key of the log a checkpoint counts: one of the policy if one of these has signed. */
export function signatureOfLog({ signatures }: SignedCheckpoint, { policy, earlierKeys = [] }: Trust): LogSignature {
  const signed = (keys: readonly VerifierKey[]) => keys.find((known) => signatures.some(({ key }) => key === known));
  const inForce = signed(policy.logs.map(({ key }) => key));
  const key = inForce ?? signed(earlierKeys);
  return { key: key === undefined ? '' : formatKey(key), isEarlier: inForce === undefined };
}
