import { readIfThere, writeDurably } from '#disk';
import { openCheckpointOfAny, TlogProblem, type SignedCheckpoint, type VerifierKey } from '#tlog';
import { LedgerFault } from './fault.ts';

/**
 * The second store of the last signed checkpoint, outside the database: a restored backup of the database cannot bring
 * back an older one, so it is noticed.
 */
export interface Guard {
  /** The last checkpoint; undefined before the first one. */
  readonly last: () => Promise<GuardedCheckpoint | undefined>;
  /** Keeps a checkpoint durably before anybody else sees it; never one that is smaller than what was kept. */
  readonly keep: (note: string) => Promise<void>;
}

export interface GuardedCheckpoint extends SignedCheckpoint {
  /** The signed note as it was kept. */
  readonly note: string;
}

/** A guard in one file. @param keys of the log; any of them may have signed. */
export function fileGuard(path: string, keys: readonly VerifierKey[]): Guard {
  return {
    last: async () => {
      const bytes = await readIfThere(path);
      return bytes === undefined ? undefined : openKept(bytes, keys);
    },
    keep: async (note) => {
      const bytes = await readIfThere(path);
      const next = openKept(Buffer.from(note), keys);
      const kept = bytes === undefined ? undefined : openKept(bytes, keys);
      if (kept !== undefined && next.size < kept.size)
        throw new LedgerFault('ledger.behind', `${next.size} of ${kept.size}`);
      await writeDurably(path, Buffer.from(note));
    },
  };
}

function openKept(bytes: Uint8Array, keys: readonly VerifierKey[]): GuardedCheckpoint {
  try {
    return { ...openCheckpointOfAny(bytes, keys), note: new TextDecoder().decode(bytes) };
  } catch (error) {
    if (error instanceof TlogProblem) throw new LedgerFault('ledger.guard-unreadable', error.code);
    throw error;
  }
}
