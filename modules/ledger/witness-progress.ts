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

/** Witnesses are asked at least so often to say anew that this is still the newest tree they know. */
export const RENEWAL_MS = 15_000;

export interface WitnessProgress {
  /** What it cosigned last. */
  readonly size: bigint | undefined;
  readonly at: Date | undefined;
  /** When the first checkpoint was signed that it has not cosigned. */
  readonly unsignedSince: Date | undefined;
}

/**
 * Seconds since which a witness owes a signature: on something new, or, where the log is idle, its renewal, of which one
 * may get lost.
 */
export function lagOf({ at, unsignedSince }: WitnessProgress, now: Date): number {
  const since = (moment: Date | undefined) => (moment === undefined ? 0 : now.getTime() - moment.getTime());
  const silent = since(at) > 2 * RENEWAL_MS ? since(at) : 0;
  return Math.max(0, Math.round(Math.max(since(unsignedSince), silent) / 1000));
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
