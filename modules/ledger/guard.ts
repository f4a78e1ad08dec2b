import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openCheckpoint, TlogProblem, type SignedCheckpoint, type VerifierKey } from '#tlog';
import { LedgerFault } from './fault.ts';
import { writeWhole } from './log-files.ts';

/**
 * The second store of the last signed checkpoint, outside the database: a restored backup of the database cannot bring
 * back an older one, so it is noticed.
 */
export interface Guard {
  /** The last checkpoint; undefined before the first one. */
  readonly last: () => Promise<SignedCheckpoint | undefined>;
  /** Keeps a checkpoint durably before anybody else sees it. */
  readonly keep: (note: string) => Promise<void>;
}

/** A guard in one file. @param keys of the log; any of them may have signed. */
export function fileGuard(path: string, keys: readonly VerifierKey[]): Guard {
  return {
    last: async () => {
      const bytes = await readFile(path).catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      });
      return bytes === undefined ? undefined : openWithAny(bytes, keys);
    },
    keep: async (note) => {
      await writeWhole(path, Buffer.from(note));
      const directory = await open(dirname(path));
      await directory.sync().finally(async () => directory.close());
    },
  };
}

function openWithAny(bytes: Uint8Array, keys: readonly VerifierKey[]): SignedCheckpoint {
  for (const key of keys) {
    try {
      return openCheckpoint(bytes, key);
    } catch (error) {
      if (!(error instanceof TlogProblem)) throw error;
    }
  }
  throw new LedgerFault('ledger.guard-unreadable');
}
