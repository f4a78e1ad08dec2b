import { newSigningKey, readSigningKey, type LogFiles } from '#disk';
import { Recent, type World } from '#kernel';
import { formatKey, openCheckpoint, parsePolicy, type VerifierKey } from '#tlog';
import type { Guard } from './guard.ts';
import { KEPT_SUBTREES, type LedgerInstallation } from './installation.ts';
import { Publisher } from './publisher.ts';

/** A log with keys of its own that lives in memory and asks no witness. */
export function testLedger(origin = 'tongban.test/ledger'): LedgerInstallation {
  const signer = readSigningKey(newSigningKey(origin));
  const policyText = `log ${formatKey(signer.key)}\nquorum none\n`;
  return {
    origin,
    signers: [signer],
    receiptSigners: [readSigningKey(newSigningKey(`${origin}/receipt`))],
    files: filesInMemory(),
    guard: guardInMemory(signer.key),
    policy: parsePolicy(policyText),
    policyText,
    subtrees: new Recent(KEPT_SUBTREES),
  };
}

/** A second store that has seen nothing yet. */
export function guardInMemory(key: VerifierKey): Guard {
  let last: string | undefined;
  return {
    last: async () =>
      Promise.resolve(last === undefined ? undefined : { ...openCheckpoint(Buffer.from(last), key), note: last }),
    keep: async (note) => {
      last = note;
      return Promise.resolve();
    },
  };
}

function filesInMemory(): LogFiles {
  const files = new Map<string, Uint8Array>();
  const set: LogFiles['keep'] = async ({ path, bytes }) => {
    files.set(path, bytes);
    return Promise.resolve();
  };
  return {
    keep: set,
    replace: set,
    read: async (path) => Promise.resolve(files.get(path)),
    forgetPartial: async () => Promise.resolve(),
  };
}

const ledgers = new WeakMap<World['db'], Publisher>();

/** Publishes whatever this world's ledger holds, as the worker would within a second. */
export async function publishNow(world: World): Promise<void> {
  const publisher = ledgers.get(world.db) ?? new Publisher(world, testLedger());
  ledgers.set(world.db, publisher);
  await publisher.publish();
}
