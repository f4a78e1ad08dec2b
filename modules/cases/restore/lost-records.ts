import type { Db } from '#kernel';
import type { LeafIndex } from '#ledger';
import type { CaseStatus } from '../lifecycle.ts';
import type { ShortNo } from '../numbers.ts';

export interface LostRecords {
  /** Cases that are held until somebody has looked at them; `ended`: only what was decided is to be told. */
  readonly cases: readonly { readonly no: ShortNo; readonly status: CaseStatus; readonly since: Date }[];
  /** Submissions without a case that nobody has closed. */
  readonly submissions: readonly { readonly ref: LeafIndex; readonly since: Date }[];
}

/** What people have to look at after the log was completed from a mirror. */
export async function lostRecords(db: Db): Promise<LostRecords> {
  const cases = await db
    .selectFrom('cases.case')
    .select(['short_no', 'status', 'record_lost_at'])
    .where('record_lost_at', 'is not', null)
    .where('status', 'not in', ['notAccepted', 'approved', 'denied', 'delivered', 'withdrawn', 'terminated'])
    .orderBy('ref')
    .execute();
  const submissions = await db
    .selectFrom('cases.lost_submission')
    .select(['ref', 'found_at'])
    .where('settled_at', 'is', null)
    .orderBy('ref')
    .execute();
  return {
    cases: cases.map(({ short_no, status, record_lost_at }) => ({
      no: short_no as ShortNo,
      status: status as CaseStatus,
      since: record_lost_at ?? new Date(0),
    })),
    submissions: submissions.map(({ ref, found_at }) => ({ ref, since: found_at })),
  };
}
