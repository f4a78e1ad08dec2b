import { sql } from 'kysely';
import { notFound, type Db, type Tx } from '#kernel';
import type { Officer, PersonId } from '#identity';
import { lockCaseById, type CaseRecord } from '../case-store.ts';
import { reaches } from '../reach.ts';
import { hearingRoles, objectionById, type KnownObjection } from './store.ts';

/** An objection and its case, which cannot be erased under this lock. */
export interface Hearing {
  readonly objection: KnownObjection;
  readonly record: CaseRecord;
}

/**
 * Locks the case of an objection for whoever has a part in it.
 * @throws Refusal kernel.not-found for everybody else, and where the case has been erased
 */
export async function lockHearing(
  tx: Tx,
  officer: Officer,
  { id, part }: { readonly id: string; readonly part: keyof typeof hearingRoles },
): Promise<Hearing> {
  const known = await objectionById(tx, id);
  if (known === undefined || !(await reaches(tx, officer, { roles: hearingRoles[part], unit: known.unit })))
    throw notFound();
  const record = await lockCaseById(tx, known.caseId);
  const objection = await objectionById(tx, id);
  if (record === undefined || objection === undefined) throw notFound();
  return { objection, record };
}

/** Whether a person has acted on a case, in whatever post. */
export async function hasActed(db: Db | Tx, caseId: string, person: PersonId): Promise<boolean> {
  const { rows } = await sql<{ acted: boolean }>`select exists (
    select from cases.event e join identity.officer o on o.id = e.officer_id
    where e.case_id = ${caseId} and o.person_id = ${person}) as acted`.execute(db);
  return rows[0]?.acted === true;
}
