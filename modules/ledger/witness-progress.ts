import type { Db } from '#kernel';
import { cosignatures } from './publication-store.ts';

export interface SignedCheckpointView {
  readonly size: bigint;
  readonly root: Uint8Array;
  readonly at: Date;
  /** With the cosignatures that it has. */
  readonly note: string;
}

/** The newest checkpoint as it is published. */
export async function newestSigned(db: Db): Promise<SignedCheckpointView | undefined> {
  const newest = await db
    .selectFrom('ledger.checkpoint')
    .select(['size', 'root', 'at', 'note'])
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (newest === undefined) return undefined;
  const lines = await cosignatures(db, newest.size);
  return { ...newest, note: newest.note + lines.join('') };
}

export interface WitnessProgress {
  /** What it cosigned last. */
  readonly size: bigint | undefined;
  readonly at: Date | undefined;
  /** When the first checkpoint was signed that it has not cosigned. */
  readonly unsignedSince: Date | undefined;
}

/** How far a witness has come. @param witness as the policy names it */
export async function progressOf(db: Db, witness: string): Promise<WitnessProgress> {
  const last = await db
    .selectFrom('ledger.cosignature')
    .select(['size', 'cosigned_at'])
    .where('witness', '=', witness)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
  const next = await db
    .selectFrom('ledger.checkpoint')
    .select('at')
    .where('size', '>', last?.size ?? -1n)
    .orderBy('size')
    .limit(1)
    .executeTakeFirst();
  return { size: last?.size, at: last?.cosigned_at, unsignedSince: next?.at };
}
