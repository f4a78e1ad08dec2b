import { sql } from 'kysely';
import { inTransaction, type World } from '#kernel';
import { formatKey, type Signer } from '#tlog';
import { append, indexAt } from './append.ts';
import type { LedgerInstallation } from './installation.ts';

export interface KeysInForce {
  readonly log: readonly Signer[];
  readonly receipt: readonly Signer[];
}

const LOCK = 6963;

/**
 * Announces in the ledger which keys sign from now on, and which no longer do. Says nothing when nothing has changed.
 * A removed key stays known: what it signed stays valid.
 */
export async function announceKeys({ db, clock }: World, { log, receipt }: KeysInForce): Promise<void> {
  const inForce = new Map([
    ...log.map(({ key }) => [formatKey(key), 'log'] as const),
    ...receipt.map(({ key }) => [formatKey(key), 'receipt'] as const),
  ]);
  await inTransaction(db, async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx);
    const rows = await tx
      .selectFrom('ledger.key')
      .select('vkey')
      .where('removed_index', 'is', null)
      .orderBy('added_index')
      .execute();
    const known = new Set(rows.map(({ vkey }) => vkey));
    const add = [...inForce].filter(([vkey]) => !known.has(vkey));
    const remove = [...known].filter((vkey) => !inForce.has(vkey));
    if (add.length + remove.length === 0) return;

    const followers = [
      ...add.map(
        ([vkey, purpose]) =>
          sql`insert into ledger.key (vkey, purpose, added_index) values (${vkey}, ${purpose}, ${indexAt(0)})
            on conflict (vkey) do update set added_index = excluded.added_index, removed_index = null`,
      ),
      ...remove.map((vkey) => sql`update ledger.key set removed_index = ${indexAt(0)} where vkey = ${vkey}`),
    ];
    const leaf = { k: 'keys' as const, add: add.map(([vkey]) => vkey), remove };
    await append(tx, clock.now(), { leaves: [leaf], followers });
  });
}

/** Every key that ever signed, for whoever checks old receipts and checkpoints. */
export async function knownKeys({ db }: Pick<World, 'db'>): Promise<readonly { vkey: string; purpose: string }[]> {
  return db.selectFrom('ledger.key').select(['vkey', 'purpose']).orderBy('added_index').execute();
}

/** Keys with which the log has signed and which its policy does not name: those from before a change of keys. */
export async function earlierLogKeys(
  { db }: Pick<World, 'db'>,
  { policy }: Pick<LedgerInstallation, 'policy'>,
): Promise<readonly string[]> {
  const named = new Set(policy.logs.map(({ key }) => formatKey(key)));
  const keys = await knownKeys({ db });
  return keys.filter(({ vkey, purpose }) => purpose === 'log' && !named.has(vkey)).map(({ vkey }) => vkey);
}
