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

/**
 * Whether a person has an interest in an objection, in whatever post: the applicant, who replied to it, or who acted on
 * the case or on one that was taken before it.
 */
export async function isConcerned(db: Db | Tx, { objection, record }: Hearing, person: PersonId): Promise<boolean> {
  if (person === record.person || person === objection.person) return true;
  const ahead = objection.review?.result.passings.map(({ ref }) => BigInt(ref)) ?? [];
  const acts = await db
    .selectFrom('cases.event as e')
    .innerJoin('cases.case as c', 'c.id', 'e.case_id')
    .select('e.officer_id')
    .distinct()
    .where((eb) => eb.or([eb('e.case_id', '=', record.id), eb('c.ref', 'in', [record.ref, ...ahead])]))
    .where('e.officer_id', 'is not', null)
    .execute();
  const posts = [
    ...acts.map(({ officer_id: id }) => id as OfficerId),
    ...(objection.reply ? [objection.reply.by] : []),
  ];
  const actors = await Promise.all(posts.map(async (post) => officerById(db, post)));
  return actors.some((actor) => actor.person === person);
}
