import { sql } from 'kysely';
import { notFound, type Db, type Tx } from '#kernel';
import { generalUnit, holdsRole, type Officer, type OfficerId } from '#identity';
import { BundleSketch } from '../sketch/sketch.ts';
import type { BundleChange, BundleChangeId } from './change.ts';

/** Bundles belong to no department: whoever speaks for the bureau where everything is served, at this moment. */
export async function requireBureau(db: Db | Tx, { officer }: Officer): Promise<void> {
  const unit = (await generalUnit(db)).id;
  const role = holdsRole({ officer: sql`${officer}`, role: sql`'bureau'`, unit: sql`${unit}` });
  const { rows } = await sql<{ yes: boolean }>`select (${role}) as yes`.execute(db);
  if (rows[0]?.yes !== true) throw notFound();
}

function changes(db: Db | Tx, bundle: string) {
  return db
    .selectFrom('bundles.change')
    .selectAll()
    .where('bundle', '=', bundle.replaceAll('\0', ''))
    .where('state', 'in', ['draft', 'proposed']);
}

/** The open change of a bundle: there is at most one. */
export async function openChange(db: Db | Tx, bundle: string): Promise<BundleChange | undefined> {
  const row = await changes(db, bundle).executeTakeFirst();
  return row && toChange(row);
}

/** `openChange`, locked. @throws Refusal kernel.not-found */
export async function lockOpenChange(tx: Tx, bundle: string): Promise<BundleChange> {
  const row = await changes(tx, bundle).forUpdate().executeTakeFirst();
  if (row === undefined) throw notFound();
  return toChange(row);
}

/** Every open change, the latest first. */
export async function openChanges(db: Db): Promise<readonly BundleChange[]> {
  const rows = await db
    .selectFrom('bundles.change')
    .selectAll()
    .where('state', 'in', ['draft', 'proposed'])
    .orderBy('saved_at', 'desc')
    .execute();
  return rows.map(toChange);
}

/** A number for a new bundle that none has, published, proposed or being written. */
export async function newBundleId(tx: Tx): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext('bundles.change: a new bundle'))`.execute(tx);
  const { rows } = await sql<{ id: string }>`
    select 'YJS-' || lpad(n::text, greatest(2, length(n::text)), '0') as id
    from (select coalesce(max(substring(bundle from '^YJS-([0-9]{1,4})$')::integer), 0) + 1 as n
      from (select bundle from bundles.definition union all select bundle from bundles.change) known) next`.execute(tx);
  return rows[0]?.id ?? 'YJS-01';
}

interface Beginning {
  readonly bundle: string;
  readonly base?: number;
  readonly sketch: BundleSketch;
  readonly by: OfficerId;
  readonly at: Date;
}

export async function insertChange(tx: Tx, { bundle, base, sketch, by, at }: Beginning): Promise<void> {
  const { id } = await tx
    .insertInto('bundles.change')
    .values({
      ...{ bundle, base: base ?? null, content: JSON.stringify(sketch) },
      ...{ begun_by: by, saved_by: by, saved_at: at },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await keep(tx, { id, revision: 1, sketch, by, at });
}

interface Saving {
  readonly id: string;
  readonly revision: number;
  readonly sketch: BundleSketch;
  readonly by: OfficerId;
  readonly at: Date;
}

async function keep(tx: Tx, { id, revision, sketch, by, at }: Saving): Promise<void> {
  await tx
    .insertInto('bundles.change_save')
    .values({ change_id: id, revision, content: JSON.stringify(sketch), saved_by: by, saved_at: at })
    .execute();
}

/** Saves the next revision; the earlier ones stay where they are kept. */
export async function saveRevision(
  tx: Tx,
  { id, revision }: Pick<BundleChange, 'id' | 'revision'>,
  { sketch, note, by, at }: Pick<Saving, 'sketch' | 'by' | 'at'> & { readonly note: string },
): Promise<void> {
  await tx
    .updateTable('bundles.change')
    .set({ content: JSON.stringify(sketch), note, revision: revision + 1, saved_by: by, saved_at: at })
    .where('id', '=', id)
    .execute();
  await keep(tx, { id, revision: revision + 1, sketch, by, at });
}

export interface ChangeState {
  readonly state: BundleChange['state'];
  readonly proposed_by?: OfficerId | null;
  readonly proposed_at?: Date | null;
  readonly refusal?: string | null;
  readonly ended_by?: OfficerId;
  readonly ended_at?: Date;
  readonly version?: number;
}

export async function setState(tx: Tx, { id }: Pick<BundleChange, 'id'>, state: ChangeState): Promise<void> {
  await tx.updateTable('bundles.change').set(state).where('id', '=', id).execute();
}

type Row = Awaited<ReturnType<ReturnType<typeof changes>['executeTakeFirstOrThrow']>>;

function toChange(row: Row): BundleChange {
  const { proposed_by: by, proposed_at: at } = row;
  return {
    id: row.id as BundleChangeId,
    bundle: row.bundle,
    revision: row.revision,
    sketch: BundleSketch.parse(row.content),
    note: row.note,
    state: row.state as BundleChange['state'],
    savedBy: row.saved_by as OfficerId,
    savedAt: row.saved_at,
    ...(row.base === null ? {} : { base: row.base }),
    ...(by === null || at === null ? {} : { proposed: { by: by as OfficerId, at } }),
    ...(row.refusal === null ? {} : { refusal: row.refusal }),
  };
}
