import { notFound, type Db, type Tx } from '#kernel';
import { officerById, type Officer, type OfficerId, type PersonId } from '#identity';
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
  const acts = await db
    .selectFrom('cases.event')
    .select('officer_id')
    .distinct()
    .where('case_id', '=', caseId)
    .where('officer_id', 'is not', null)
    .execute();
  const actors = await Promise.all(acts.map(async ({ officer_id: id }) => officerById(db, id as OfficerId)));
  return actors.some((actor) => actor.person === person);
}
