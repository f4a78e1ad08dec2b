import type { Recent, World } from '#kernel';
import type { Hash, Policy, Signer } from '#tlog';
import { LedgerFault } from './fault.ts';
import { checkpointOf } from './publication-store.ts';
import type { Press } from './publisher.ts';
import { logSize } from './read.ts';

/** The log of this installation: its keys, its files, and whose cosignatures count. */
export interface LedgerInstallation extends Press {
  /** Sign receipts; the first is in use, the others are known. */
  readonly receiptSigners: readonly Signer[];
  readonly policy: Policy;
  /** The policy as it is published for whoever verifies. */
  readonly policyText: string;
  /** Hashes of large whole subtrees, by level and index: they never change and are asked for by every proof. */
  readonly subtrees: Recent<string, Hash>;
}

/** Kept subtrees: those of 64 leaves and more of a log of a million leaves are about as many. */
export const KEPT_SUBTREES = 32_768;

/**
 * What can be told at once of a mismatch between the database and what was signed; the publisher looks at every row.
 * @throws LedgerFault
 */
export async function requireSignedHistory(
  { db }: Pick<World, 'db'>,
  { guard }: Pick<LedgerInstallation, 'guard'>,
): Promise<void> {
  const guarded = await guard.last();
  if (guarded === undefined) return;
  const size = await logSize(db);
  if (size < guarded.size) throw new LedgerFault('ledger.behind', `${size} of ${guarded.size}`);
  const known = await checkpointOf(db, guarded.size);
  if (known !== undefined && !known.root.equals(guarded.root)) throw new LedgerFault('ledger.other-root');
}
