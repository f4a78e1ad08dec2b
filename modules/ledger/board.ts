import type { World } from '#kernel';
import { formatKey } from '#tlog';
import { knownKeys } from './announce-keys.ts';
import type { LedgerInstallation } from './installation.ts';
import { ownAudit, type OwnAudit } from './own-audit.ts';
import { publication } from './publication-store.ts';
import { logSize } from './read.ts';
import { lagOf, newestSigned, progressOf, type SignedCheckpointView } from './witness-progress.ts';

export interface WitnessView {
  /** As the policy names it. */
  readonly name: string;
  readonly url?: string;
  readonly key: string;
  /** What it cosigned last; absent: nothing yet. */
  readonly size?: bigint;
  readonly at?: Date;
  /** Seconds for which it has owed a signature or its renewal; 0: it has signed the newest, and lately. */
  readonly lag: number;
}

export interface LedgerBoard {
  readonly origin: string;
  /** Leaves written, published or not. */
  readonly leaves: bigint;
  /** The newest that was signed; absent before the first. */
  readonly checkpoint?: SignedCheckpointView;
  readonly witnesses: readonly WitnessView[];
  /** A name of the policy, or `none`. */
  readonly quorum: string;
  readonly witnessedSize?: bigint;
  readonly keys: readonly { readonly vkey: string; readonly purpose: string }[];
  /** What the platform finds when it looks at its own leaves. */
  readonly audit: OwnAudit;
  /** Code of what keeps it from being published. */
  readonly problem?: string;
  readonly asOf: Date;
}

/** The ledger for everybody: how far it is written, signed and witnessed, and by whom. */
export async function ledgerBoard(
  { db, clock }: Pick<World, 'db' | 'clock'>,
  { origin, policy }: Pick<LedgerInstallation, 'origin' | 'policy'>,
): Promise<LedgerBoard> {
  const asOf = clock.now();
  const { witnessedSize, problem } = await publication(db);
  const checkpoint = await newestSigned(db);
  const witnesses = [...policy.witnesses].map(async ([name, { key, url }]): Promise<WitnessView> => {
    const progress = await progressOf(db, name);
    const { size, at } = progress;
    return {
      name,
      key: formatKey(key),
      ...(url === undefined ? {} : { url }),
      ...(size === undefined || at === undefined ? {} : { size, at }),
      lag: lagOf(progress, asOf),
    };
  });
  return {
    origin,
    leaves: await logSize(db),
    ...(checkpoint === undefined ? {} : { checkpoint }),
    witnesses: await Promise.all(witnesses),
    quorum: policy.quorum,
    ...(witnessedSize === undefined ? {} : { witnessedSize }),
    keys: await knownKeys({ db }),
    audit: await ownAudit(db),
    ...(problem === undefined ? {} : { problem }),
    asOf,
  };
}
