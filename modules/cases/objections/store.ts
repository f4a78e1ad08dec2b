import { sql } from 'kysely';
import type { Db, Tx } from '#kernel';
import { holdsRole, type Officer, type OfficerId, type PersonId, type UnitId } from '#identity';
import type { FrozenLog, LeafIndex } from '#ledger';
import { readReview, type StoredReview } from './review.ts';

export type ObjectionOutcome = 'upheld' | 'notUpheld';

/** What is written down when an applicant objects. */
export interface Objection {
  readonly id: string;
  readonly caseId: string;
  readonly person: PersonId;
  /** The unit in whose queue the case stood, or that closed it. */
  readonly unit: UnitId;
  readonly at: Date;
  /** Index of the submission: nothing before it can have passed it. */
  readonly from: LeafIndex;
  readonly frozen: FrozenLog;
  readonly sealed: Buffer;
}

/** An objection with what has become of it. */
export interface KnownObjection extends Objection {
  readonly review?: { readonly at: Date; readonly result: StoredReview; readonly files: number };
  readonly reply?: { readonly at: Date; readonly by: OfficerId; readonly sealed: Buffer };
  readonly answer?: {
    readonly at: Date;
    readonly outcome: ObjectionOutcome;
    readonly unit: UnitId;
    /** The size of the log then: the place of the message among the others. */
    readonly ledgerSize: bigint;
    readonly sealed: Buffer;
  };
}

/** Binds the words of an objection, its reply and its answer to it. */
export function objectionContext(id: string, part: 'words' | 'reply' | 'answer'): string {
  return `cases.objection:${id}:${part}`;
}

export async function addObjection(tx: Tx, { frozen, ...objection }: Objection): Promise<void> {
  await tx
    .insertInto('cases.objection')
    .values({
      id: objection.id,
      case_id: objection.caseId,
      person_id: objection.person,
      unit_id: objection.unit,
      filed_at: objection.at,
      from_index: objection.from,
      size: frozen.size,
      checkpoint: frozen.checkpoint,
      sealed: objection.sealed,
    })
    .execute();
}

const columns = sql`o.id, o.case_id, o.person_id, o.unit_id, o.filed_at, o.from_index, o.size, o.checkpoint, o.sealed,
  r.reviewed_at, r.result, cardinality(r.evidence) as files, p.replied_at, p.officer_id as reply_by, p.sealed as reply_sealed,
  a.answered_at, a.outcome, a.unit_id as answer_unit, a.ledger_size, a.sealed as answer_sealed
  from cases.objection o
  left join cases.objection_review r on r.objection_id = o.id
  left join cases.objection_reply p on p.objection_id = o.id
  left join cases.objection_answer a on a.objection_id = o.id`;

export async function objectionById(db: Db | Tx, id: string): Promise<KnownObjection | undefined> {
  const { rows } = await sql<ObjectionRow>`select ${columns} where o.id = ${id}`.execute(db);
  return rows.map(toObjection)[0];
}

/** Objections of a case, newest first. The case must be locked to rely on there being no other. */
export async function objectionsOf(db: Db | Tx, caseId: string): Promise<readonly KnownObjection[]> {
  const { rows } = await sql<ObjectionRow>`select ${columns} where o.case_id = ${caseId}
    order by o.filed_at desc`.execute(db);
  return rows.map(toObjection);
}

/** How many objections a person has filed since a moment. */
export async function filedSince(db: Db | Tx, person: PersonId, since: Date): Promise<number> {
  const { rows } = await sql<{ filed: number }>`select count(*)::int as filed from cases.objection
    where person_id = ${person} and filed_at > ${since}`.execute(db);
  return rows[0]?.filed ?? 0;
}

const SHOWN = 100;
/** Who replies for a unit, and who answers over it. */
export const hearingRoles = { reply: ['approver'], answer: ['bureau', 'supervisor'] } as const;

/** Objections that an officer replies to or answers: who waits longest for an answer first, then those answered last. */
export async function objectionsFor(db: Db, { officer }: Officer): Promise<readonly KnownObjection[]> {
  const roles = [...hearingRoles.reply, ...hearingRoles.answer].map((role) =>
    holdsRole({ officer: sql`${officer}`, role: sql`${role}`, unit: sql.ref('o.unit_id') }),
  );
  const { rows } = await sql<ObjectionRow>`select ${columns}
    where ${sql.join(roles, sql` or `)} order by (a.objection_id is null) desc, case when a.objection_id is null then o.filed_at end, o.filed_at desc limit ${SHOWN}`.execute(
    db,
  );
  return rows.map(toObjection);
}

interface ObjectionRow {
  readonly id: string;
  readonly case_id: string;
  readonly person_id: PersonId;
  readonly unit_id: UnitId;
  readonly filed_at: Date;
  readonly from_index: bigint;
  readonly size: bigint;
  readonly checkpoint: string;
  readonly sealed: Buffer;
  readonly reviewed_at: Date | null;
  readonly result: unknown;
  readonly files: number | null;
  readonly replied_at: Date | null;
  readonly reply_by: OfficerId | null;
  readonly reply_sealed: Buffer | null;
  readonly answered_at: Date | null;
  readonly outcome: ObjectionOutcome | null;
  readonly answer_unit: UnitId | null;
  readonly ledger_size: bigint | null;
  readonly answer_sealed: Buffer | null;
}

function toObjection(row: ObjectionRow): KnownObjection {
  const { reviewed_at, files, replied_at, reply_by, reply_sealed } = row;
  const answer = answerIn(row);
  return {
    id: row.id,
    caseId: row.case_id,
    person: row.person_id,
    unit: row.unit_id,
    at: row.filed_at,
    from: row.from_index,
    frozen: { size: row.size, checkpoint: row.checkpoint },
    sealed: row.sealed,
    ...(reviewed_at === null ? {} : { review: { at: reviewed_at, result: readReview(row.result), files: files ?? 0 } }),
    ...(replied_at === null || reply_by === null || reply_sealed === null
      ? {}
      : { reply: { at: replied_at, by: reply_by, sealed: reply_sealed } }),
    ...(answer === undefined ? {} : { answer }),
  };
}

function answerIn(row: ObjectionRow): KnownObjection['answer'] {
  const { answered_at: at, outcome, answer_unit: unit, ledger_size: ledgerSize, answer_sealed: sealed } = row;
  if (at === null || outcome === null || unit === null || ledgerSize === null || sealed === null) return undefined;
  return { at, outcome, unit, ledgerSize, sealed };
}

export async function addReply(
  tx: Tx,
  { id, officer, at, sealed }: { id: string; officer: OfficerId; at: Date; sealed: Buffer },
): Promise<void> {
  await tx
    .insertInto('cases.objection_reply')
    .values({ objection_id: id, officer_id: officer, replied_at: at, sealed })
    .execute();
}

interface NewAnswer {
  readonly id: string;
  readonly outcome: ObjectionOutcome;
  readonly officer: OfficerId;
  readonly unit: UnitId;
  readonly at: Date;
  readonly ledgerSize: bigint;
  readonly sealed: Buffer;
}

export async function addAnswer(tx: Tx, { id, ledgerSize, at, ...answer }: NewAnswer): Promise<void> {
  await tx
    .insertInto('cases.objection_answer')
    .values({
      objection_id: id,
      outcome: answer.outcome,
      officer_id: answer.officer,
      unit_id: answer.unit,
      answered_at: at,
      ledger_size: ledgerSize,
      sealed: answer.sealed,
    })
    .execute();
}
