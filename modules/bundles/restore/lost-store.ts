import { sql } from 'kysely';
import { recordSet, type Db, type Tx } from '#kernel';
import type { LeafIndex } from '#ledger';

/** A bundle of which the ledger tells more than the database. */
export interface LostBundle {
  /** Index of its leaf. */
  readonly ref: LeafIndex;
  /** Its number; absent where the database has no application: what was filed is only committed to. */
  readonly no?: string;
  /** Submissions of its parts that have no case. */
  readonly submissions: readonly LeafIndex[];
  readonly filedAt: Date;
  readonly since: Date;
}

interface Found {
  readonly ref: LeafIndex;
  readonly submissions: readonly LeafIndex[];
  readonly filedAt: Date;
}

/** The applications that were filed with these leaves are held; leaves without one are remembered as well. */
export async function insertLost(tx: Tx, found: readonly Found[], at: Date): Promise<void> {
  const rows = found.map(({ ref, submissions, filedAt }) => ({
    ref: String(ref),
    submissions: submissions.map(String),
    filed_at: filedAt,
  }));
  await sql`
    insert into bundles.lost_record (ref, application_id, submissions, filed_at, found_at)
    select r.ref, a.id, r.submissions, r.filed_at, ${at}::timestamptz
    from ${recordSet(rows, 'ref bigint, submissions bigint[], filed_at timestamptz')}
    left join bundles.application a on a.ref = r.ref
    on conflict (ref) do update set submissions = bundles.lost_record.submissions || excluded.submissions,
      found_at = excluded.found_at, settled_at = null, data_key = null, sealed = null`.execute(tx);
}

/** Which of these leaves have an application. */
export async function filedAt(tx: Tx, refs: readonly LeafIndex[]): Promise<ReadonlySet<LeafIndex>> {
  if (refs.length === 0) return new Set();
  const rows = await tx.selectFrom('bundles.application').select('ref').where('ref', 'in', refs).execute();
  return new Set(rows.flatMap(({ ref }) => ref ?? []));
}

/** What nobody has settled yet, in the order of the ledger. */
export async function lostBundles(db: Db | Tx): Promise<readonly LostBundle[]> {
  const rows = await db
    .selectFrom('bundles.lost_record as l')
    .leftJoin('bundles.application as a', 'a.id', 'l.application_id')
    .select(['l.ref', 'l.submissions', 'l.filed_at', 'l.found_at', 'a.no'])
    .where('l.settled_at', 'is', null)
    .orderBy('l.ref')
    .execute();
  return rows.map(({ ref, submissions, filed_at, found_at, no }) => ({
    ref,
    submissions: submissions.map(BigInt),
    filedAt: filed_at,
    since: found_at,
    ...(no === null ? {} : { no }),
  }));
}

/** Since when an application is held because its records were lost. */
export async function heldSince(db: Db | Tx, application: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('bundles.lost_record')
    .select('found_at')
    .where('application_id', '=', application)
    .where('settled_at', 'is', null)
    .executeTakeFirst();
  return row?.found_at;
}

interface Settled {
  readonly ref: LeafIndex;
  readonly at: Date;
  readonly dataKey: Buffer;
  readonly sealed: Buffer;
}

/** @returns whether nobody had settled it before. */
export async function setSettled(tx: Tx, { ref, at, dataKey, sealed }: Settled): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('bundles.lost_record')
    .set({ settled_at: at, data_key: dataKey, sealed })
    .where('ref', '=', ref)
    .where('settled_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Numbers that were drawn and not used are not in the ledger. */
const SPARE = 1_000;

/** The applicants of lost bundles hold numbers that nobody else may get. */
export async function skipNumbers(tx: Tx, lost: number): Promise<void> {
  if (lost === 0) return;
  await sql`select setval('bundles.serial', nextval('bundles.serial') + ${lost + SPARE}::bigint)`.execute(tx);
}
