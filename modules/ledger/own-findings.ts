import type { Finding } from '#audit';
import type { Db } from '#kernel';
import { followOwnLog } from './own-audit.ts';

/** What the rules object to in the platform's own log, as far as it has been looked through. */
export interface OwnFindings {
  /** So many leaves have been looked at, from the first on. */
  readonly checked: bigint;
  /** Those at leaves from `from` on, in their order. */
  readonly findings: readonly Finding[];
}

/**
 * Goes on with the check of the own log where this process stopped, a bounded way, and tells what was found at leaves from
 * `from` on. After a restart it begins at the first leaf again and comes to `from` in a few calls.
 */
export async function ownFindings(db: Db, from: bigint): Promise<OwnFindings> {
  const { next: checked, all } = await followOwnLog(db);
  return { checked, findings: all.filter(({ index }) => BigInt(index) >= from) };
}
