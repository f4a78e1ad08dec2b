import { sql } from 'kysely';
import type { ItemVersionId } from '#catalogue';
import type { Db } from '#kernel';
import type { LeafIndex } from '#ledger';
import type { Period } from './stamps-store.ts';

/** What happened to the cases of a period, for whoever judges the platform as a whole. */
export interface PeriodFacts {
  /** Applications by the version of the service. */
  readonly received: readonly { readonly version: ItemVersionId; readonly count: number }[];
  readonly accepted: number;
  /** Of those accepted: because nobody answered in time (行政许可法 32(4)). */
  readonly deemed: number;
  readonly closed: number;
  /** Of those closed: whose last record everybody can see in the signed log. */
  readonly closedInPublic: number;
  /** Ids of the events that a special procedure began. */
  readonly specials: readonly string[];
  /** Ids of the events of filing, except of parts of a bundle, of which the whole is told; so many at most. */
  readonly filings: readonly string[];
}

/** Nobody asks whether each of half a million people was told: the newest are enough. */
const MOST_FILINGS = 5_000;

/** @param signed size of the log that everybody can see. */
export async function periodFacts(db: Db, { from, until }: Period, signed: LeafIndex): Promise<PeriodFacts> {
  const received = await sql<PeriodFacts['received'][number]>`
    select item_version_id as version, count(*)::int as count from cases."case"
    where received_at >= ${from} and received_at < ${until} group by 1`.execute(db);
  const counted = await sql<Pick<PeriodFacts, 'accepted' | 'deemed'>>`
    select count(*)::int as accepted, count(*) filter (where kind = 'deemedAccepted')::int as deemed
    from cases.event where at >= ${from} and at < ${until} and kind in ('accepted', 'deemedAccepted')`.execute(db);
  const closed = await sql<Pick<PeriodFacts, 'closed' | 'closedInPublic'>>`
    select count(*)::int as closed, count(*) filter (where last_index < ${signed})::int as "closedInPublic"
    from cases."case" where status_at >= ${from} and status_at < ${until}
      and status in ('notAccepted', 'approved', 'denied', 'delivered', 'withdrawn', 'terminated')`.execute(db);
  const special = await sql<{ id: string }>`select id from cases.event
    where at >= ${from} and at < ${until} and kind = 'specialBegun'`.execute(db);
  const filed = await sql<{ id: string }>`select e.id from cases.event e join cases."case" c on c.id = e.case_id
    where e.at >= ${from} and e.at < ${until} and e.kind = 'submitted' and c.bundle_ref is null
    order by e.ledger_index desc limit ${MOST_FILINGS}`.execute(db);
  return {
    received: received.rows,
    ...(counted.rows[0] ?? { accepted: 0, deemed: 0 }),
    ...(closed.rows[0] ?? { closed: 0, closedInPublic: 0 }),
    specials: special.rows.map(({ id }) => id),
    filings: filed.rows.map(({ id }) => id),
  };
}
