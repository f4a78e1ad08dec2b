import { sql } from 'kysely';
import type { ItemVersionId } from '#catalogue';
import type { UnitId } from '#identity';
import type { Db } from '#kernel';

/** A span of time; without an end it had not ended at the moment of which somebody asked. */
export interface Pause {
  readonly from: Date;
  readonly until?: Date;
}

/** When which things happened to one case, as of some moment. Nobody can be told from it. */
export interface CaseStamps {
  readonly version: ItemVersionId;
  readonly unit: UnitId;
  readonly receivedAt: Date;
  readonly acceptedAt?: Date;
  /** Accepted because nobody answered in time (行政许可法 32(4)). */
  readonly deemed: boolean;
  readonly askedAt?: Date;
  readonly suppliedAt?: Date;
  readonly decidedAt?: Date;
  readonly closedAt?: Date;
  readonly prioritised: boolean;
  /** Special procedures whose time does not count (行政许可法 45), in their order. */
  readonly pauses: readonly Pause[];
}

/** From the first moment to before the second. */
export interface Period {
  readonly from: Date;
  readonly until: Date;
}

/** Ids of the cases to which something happened in a period, or that waited for a decision when it ended. */
export async function casesOfPeriod(db: Db, { from, until }: Period): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select case_id as id from cases.event where at >= ${from} and at < ${until}
      and kind in ('submitted', 'accepted', 'deemedAccepted', 'notAccepted', 'approved', 'denied', 'delivered',
        'withdrawn', 'terminated')
    union
    select id from cases."case" where received_at < ${until}
      and status in ('submitted', 'supplementRequested', 'supplementSubmitted', 'accepted', 'inReview', 'delivering')
    union
    select case_id from cases.event where at >= ${until}
      and kind in ('approved', 'denied', 'withdrawn', 'terminated')`.execute(db);
  return rows.map(({ id }) => id);
}

interface StampRow {
  readonly id: string;
  readonly version: ItemVersionId;
  readonly unit: UnitId;
  readonly received: Date;
  readonly accepted: Date | null;
  readonly deemed: boolean;
  readonly asked: Date | null;
  readonly supplied: Date | null;
  readonly decided: Date | null;
  readonly closed: Date | null;
  readonly prioritised: boolean;
}

/** What had happened to some cases before a moment; whoever applied later is left out. */
export async function stampsOf(db: Db, ids: readonly string[], until: Date): Promise<readonly CaseStamps[]> {
  const { rows } = await sql<StampRow>`
    select c.id, c.item_version_id as version, c.unit_id as unit, c.received_at as received,
      min(e.at) filter (where e.kind in ('accepted', 'deemedAccepted')) as accepted,
      coalesce(bool_or(e.kind = 'deemedAccepted'), false) as deemed,
      min(e.at) filter (where e.kind = 'supplementRequested') as asked,
      max(e.at) filter (where e.kind = 'supplementSubmitted') as supplied,
      min(e.at) filter (where e.kind in ('approved', 'denied')) as decided,
      min(e.at) filter (where e.kind in ('notAccepted', 'denied', 'delivered', 'withdrawn', 'terminated')
        or e.kind = 'approved' and not c.plan @> '[{"stage": "delivery"}]') as closed,
      coalesce(bool_or(e.kind = 'priorityGranted'), false) as prioritised
    from cases."case" c join cases.event e on e.case_id = c.id and e.at < ${until}
    where c.id = any(${[...ids]}::uuid[]) and c.received_at < ${until}
    group by c.id`.execute(db);
  const pauses = await pausesOf(db, ids, until);
  return rows.map((row) => toStamps(row, pauses.get(row.id) ?? []));
}

async function pausesOf(db: Db, ids: readonly string[], until: Date): Promise<ReadonlyMap<string, readonly Pause[]>> {
  const { rows } = await sql<{ id: string; from: Date; end: Date | null }>`
    select case_id as id, begun_at as from, case when ended_at < ${until} then ended_at end as end
    from cases.special where case_id = any(${[...ids]}::uuid[]) and begun_at < ${until}
    order by begun_at`.execute(db);
  const spans = Map.groupBy(rows, ({ id }) => id);
  return new Map(
    [...spans].map(([id, own]) => [id, own.map(({ from, end }) => (end === null ? { from } : { from, until: end }))]),
  );
}

function toStamps(row: StampRow, pauses: readonly Pause[]): CaseStamps {
  const { version, unit, received, accepted, deemed, asked, supplied, decided, closed, prioritised } = row;
  return {
    version,
    unit,
    receivedAt: received,
    deemed,
    prioritised,
    pauses,
    ...(accepted === null ? {} : { acceptedAt: accepted }),
    ...(asked === null ? {} : { askedAt: asked }),
    ...(supplied === null ? {} : { suppliedAt: supplied }),
    ...(decided === null ? {} : { decidedAt: decided }),
    ...(closed === null ? {} : { closedAt: closed }),
  };
}

/** When the first case of all was received; undefined before there is one. */
export async function firstReceived(db: Db): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`select min(received_at) as at from cases."case"`.execute(db);
  return rows[0]?.at ?? undefined;
}
