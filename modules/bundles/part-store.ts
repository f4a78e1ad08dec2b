import { sql } from 'kysely';
import { recordSet, type Db, type Tx } from '#kernel';
import type { Part, Parts, PartState } from './next.ts';

/** A part as its row holds it. */
export interface StoredPart extends Part {
  readonly node: string;
  readonly draft?: string;
  readonly caseId?: string;
  readonly at: Date;
}

export async function insertParts(
  tx: Tx,
  application: string,
  { parts, at }: { parts: Parts; at: Date },
): Promise<void> {
  await tx
    .insertInto('bundles.part')
    .values(
      [...parts].map(([node, { state, accepted }]) => ({
        application_id: application,
        node,
        state,
        accepted,
        state_at: at,
      })),
    )
    .execute();
}

export async function partsOf(db: Db | Tx, application: string): Promise<readonly StoredPart[]> {
  const rows = await db.selectFrom('bundles.part').selectAll().where('application_id', '=', application).execute();
  return rows.map((row) => ({
    node: row.node,
    state: row.state as PartState,
    accepted: row.accepted,
    at: row.state_at,
    ...(row.draft_id === null ? {} : { draft: row.draft_id }),
    ...(row.case_id === null ? {} : { caseId: row.case_id }),
  }));
}

/** The application that a case is a part of. */
export async function applicationOfCase(db: Db | Tx, caseId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('bundles.part')
    .select('application_id')
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  return row?.application_id;
}

export async function updateParts(
  tx: Tx,
  application: string,
  { parts, at }: { parts: Parts; at: Date },
): Promise<void> {
  const rows = [...parts].map(([node, part]) => ({ node, state: part.state, accepted: part.accepted }));
  await sql`
    update bundles.part p set accepted = r.accepted, state = r.state,
      state_at = case when p.state = r.state then p.state_at else ${at}::timestamptz end
    from ${recordSet(rows, 'node text, state text, accepted boolean')}
    where p.application_id = ${application} and p.node = r.node
      and (p.state, p.accepted) is distinct from (r.state, r.accepted)`.execute(tx);
}

export async function setDraft(
  tx: Tx,
  application: string,
  { node, draft }: { node: string; draft: string },
): Promise<void> {
  await tx
    .updateTable('bundles.part')
    .set({ draft_id: draft })
    .where('application_id', '=', application)
    .where('node', '=', node)
    .execute();
}

/** What the drafts have become; told twice, it is the same. */
export async function setCases(db: Db, cases: ReadonlyMap<string, string>): Promise<void> {
  const rows = [...cases].map(([draft, caseId]) => ({ draft_id: draft, case_id: caseId }));
  await sql`update bundles.part p set case_id = r.case_id
    from ${recordSet(rows, 'draft_id uuid, case_id uuid')} where p.draft_id = r.draft_id`.execute(db);
}
