import { sql } from 'kysely';
import type { UnitId } from '#identity';
import { indexAt, type Follower } from '#ledger';
import type { PinnedAutomatic } from './automatic-of.ts';
import type { Verdict } from './judge.ts';

interface Checked {
  readonly caseId: string;
  /** The agency of the case. */
  readonly unit: UnitId;
  readonly verdict: Verdict;
  readonly asked: PinnedAutomatic | undefined;
  readonly at: Date;
  /** Place in the append of the leaf at which its event is. */
  readonly place: number;
}

/** Follower: what the platform made of a case, once: a second time the database refuses. */
export function recordingCheck({ caseId, unit, verdict, asked, at, place }: Checked): Follower {
  const outcome = verdict.outcome === 'approve' ? 'approved' : 'person';
  const reason = verdict.outcome === 'person' ? verdict.reason : null;
  return sql`insert into cases.automatic_check (event_index, case_id, unit_id, decision_version_id, outcome, reason, at)
    values (${indexAt(place)}, ${caseId}, ${unit}, ${asked?.version ?? null}, ${outcome}, ${reason}, ${at})`;
}
