import { sql, type RawBuilder } from 'kysely';
import type { Db, Tx } from '#kernel';
import type { ItemVersionId } from '#catalogue';
import type { LeafIndex } from '#ledger';
import { spansOf, type Stage } from '#queue';
import { isClosed, type CaseStatus, type EventKind } from '../lifecycle.ts';

/** A special procedure that an act began or ended. */
export interface ActSpecial {
  readonly id: string;
  /** The last day that the applicant was told, as a civil date. */
  readonly plannedEnd: string;
}

/** Something that happened to a case, with what is fixed of the case: ids and times, nothing that is sealed. */
export interface WatchedAct {
  readonly index: LeafIndex;
  readonly caseId: string;
  readonly kind: EventKind;
  readonly at: Date;
  readonly n: number;
  /** Of the task that it was done on. */
  readonly stage?: Stage;
  readonly officer?: string;
  /** The unit that acted, else the one that answers for the case. */
  readonly unit: string;
  /** Nobody did it in person: the platform, or the passing of time. */
  readonly automatic: boolean;
  /** Nothing more happens to the case after it. */
  readonly closes: boolean;
  readonly itemVersion: ItemVersionId;
  readonly receivedAt: Date;
  /** When it was accepted, of a decision. */
  readonly acceptedAt?: Date;
  /** Whose case it is: a person, or the organisation that a person acts for. */
  readonly applicant: string;
  readonly agent?: string;
  readonly plan: readonly Stage[];
  readonly special?: ActSpecial;
}

/** What happened to cases, in the order of the public log. */
export async function actsAfter(
  db: Db | Tx,
  after: LeafIndex | undefined,
  most: number,
): Promise<readonly WatchedAct[]> {
  return acts(db, sql`e.ledger_index > ${after ?? -1n} order by e.ledger_index limit ${most}`);
}

/** What happened at some leaves; of leaves that are no act of a case, nothing. */
export async function actsAt(db: Db | Tx, indices: readonly LeafIndex[]): Promise<readonly WatchedAct[]> {
  if (indices.length === 0) return [];
  return acts(db, sql`e.ledger_index = any(${[...indices]}::bigint[]) order by e.ledger_index`);
}

/** The cases of some numbers, for whoever knows a case by its number alone. */
export async function caseIdsOf(db: Db | Tx, numbers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (numbers.length === 0) return new Map();
  const { rows } = await sql<{ no: string; id: string }>`
    select short_no as no, id from cases."case" where short_no = any(${[...new Set(numbers)]}::text[])`.execute(db);
  return new Map(rows.map(({ no, id }) => [no, id]));
}

interface Row {
  readonly index: LeafIndex;
  readonly case_id: string;
  readonly kind: EventKind;
  readonly at: Date;
  readonly n: number;
  readonly officer_id: string | null;
  readonly unit_id: string;
  readonly automatic: boolean;
  readonly item_version_id: ItemVersionId;
  readonly received_at: Date;
  readonly accepted_at: Date | null;
  readonly person_id: string;
  readonly organisation_id: string | null;
  readonly plan: readonly { readonly stage: Stage }[];
  readonly special_id: string | null;
  readonly planned_end: string | null;
}

async function acts(db: Db | Tx, which: RawBuilder<unknown>): Promise<readonly WatchedAct[]> {
  const { rows } = await sql<Row>`
    select e.ledger_index as index, e.case_id, e.kind, e.at, e.n, e.officer_id, e.automatic,
      coalesce(e.unit_id, c.unit_id) as unit_id, c.item_version_id, c.received_at, c.person_id, c.organisation_id, c.plan,
      a.at as accepted_at, s.id as special_id, s.planned_end
    from cases.event e
    join cases."case" c on c.id = e.case_id
    left join lateral (select min(b.at) as at from cases.event b where b.case_id = e.case_id
      and b.ledger_index < e.ledger_index and b.kind in ('accepted', 'deemedAccepted')
      and e.kind in ('approved', 'denied')) a on true
    left join lateral (select p.id, p.planned_end from cases.special p where p.case_id = e.case_id and p.n = e.n
      and p.begun_at <= e.at and e.kind in ('specialBegun', 'specialEnded')
      order by p.begun_at desc limit 1) s on true
    where ${which}`.execute(db);
  const spans = await spansOf(db, [...new Set(rows.map(({ case_id }) => case_id))]);
  const stages = new Map(spans.map(({ caseId, n, stage }) => [`${caseId}/${n}`, stage]));
  return rows.map((row) => toAct(row, stages.get(`${row.case_id}/${row.n}`)));
}

/** What somebody does, and is done by the platform where nobody is named. */
const PEOPLES: ReadonlySet<EventKind> = new Set(['submitted', 'supplementSubmitted', 'withdrawn']);

function toAct(row: Row, stage: Stage | undefined): WatchedAct {
  const plan = row.plan.map((planned) => planned.stage);
  const { officer_id: officer, accepted_at: acceptedAt, organisation_id: organisation } = row;
  return {
    index: row.index,
    caseId: row.case_id,
    kind: row.kind,
    at: row.at,
    n: row.n,
    unit: row.unit_id,
    automatic: row.automatic || (officer === null && !PEOPLES.has(row.kind)),
    closes: closes(row.kind, plan),
    itemVersion: row.item_version_id,
    receivedAt: row.received_at,
    applicant: organisation ?? row.person_id,
    plan,
    ...(stage === undefined ? {} : { stage }),
    ...(officer === null ? {} : { officer }),
    ...(acceptedAt === null ? {} : { acceptedAt }),
    ...(organisation === null ? {} : { agent: row.person_id }),
    ...(row.special_id === null ? {} : { special: { id: row.special_id, plannedEnd: row.planned_end ?? '' } }),
  };
}

/** A grant closes a case only where nothing is handed over after it. */
function closes(kind: EventKind, plan: readonly Stage[]): boolean {
  if (kind === 'approved') return !plan.includes('delivery');
  return isClosed(kind as CaseStatus);
}
