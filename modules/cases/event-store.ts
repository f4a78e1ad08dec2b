import { sql } from 'kysely';
import type { Db } from '#kernel';
import type { OfficerId, UnitId } from '#identity';
import { indexAt, type Follower, type LeafIndex } from '#ledger';
import type { EventKind } from './lifecycle.ts';

export interface NewEvent {
  readonly id: string;
  readonly caseId: string;
  readonly kind: EventKind;
  readonly at: Date;
  readonly n: number;
  readonly officer?: OfficerId;
  readonly unit?: UnitId;
  readonly sealed: Buffer;
  /** Place of its leaf in the append; the first unless told otherwise. */
  readonly place?: number;
  /** The platform did it by itself. */
  readonly automatic?: boolean;
  /** Brought back out of the ledger, where nobody can tell who it was. */
  readonly restored?: boolean;
}

/** Follower: the event of the act, at the index of its leaf. */
export function recording(event: NewEvent): Follower {
  return sql`insert into cases.event (id, ledger_index, case_id, kind, at, n, officer_id, unit_id, sealed, automatic,
      restored)
    values (${event.id}, ${indexAt(event.place ?? 0)}, ${event.caseId}, ${event.kind}, ${event.at}, ${event.n},
      ${event.officer ?? null}, ${event.unit ?? null}, ${event.sealed}, ${event.automatic ?? false}, ${event.restored ?? false})`;
}

export interface EventRecord {
  readonly id: string;
  readonly index: LeafIndex;
  readonly kind: EventKind;
  readonly at: Date;
  readonly n: number;
  readonly officer?: OfficerId;
  readonly unit?: string;
  readonly sealed: Buffer;
}

/** The events of a case, oldest first, with the short name of the unit that acted. */
export async function eventsOf(db: Db, caseId: string): Promise<readonly EventRecord[]> {
  const rows = await db
    .selectFrom('cases.event as e')
    .leftJoin('identity.unit as u', 'u.id', 'e.unit_id')
    .select(['e.id', 'e.ledger_index', 'e.kind', 'e.at', 'e.n', 'e.officer_id', 'e.sealed', 'u.short_name'])
    .where('e.case_id', '=', caseId)
    .orderBy('e.ledger_index')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    index: row.ledger_index,
    kind: row.kind as EventKind,
    at: row.at,
    n: row.n,
    sealed: row.sealed,
    ...(row.officer_id === null ? {} : { officer: row.officer_id as OfficerId }),
    ...(row.short_name === null ? {} : { unit: row.short_name }),
  }));
}
