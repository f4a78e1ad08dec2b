import { sql } from 'kysely';
import { notFound, type Db, type Tx } from '#kernel';
import { itemById, itemByVersion, ItemSketch, namedVersions, type ItemId, type ItemVersionId } from '#catalogue';
import { FormSketch } from '#forms';
import { holdsRole, type Officer, type OfficerId, type UnitId } from '#identity';
import type { Change, ChangeId, Parts } from './change.ts';
import { ReadyTexts } from './texts/ready-text.ts';

/** Whether an officer of the bureau has a say in the services of a unit, at this moment. */
async function mayRule(db: Db | Tx, { officer }: Officer, unit: UnitId): Promise<boolean> {
  const role = holdsRole({ officer: sql`${officer}`, role: sql`'bureau'`, unit: sql`${unit}` });
  const { rows } = await sql<{ yes: boolean }>`select (${role}) as yes`.execute(db);
  return rows[0]?.yes === true;
}

/**
 * A change, for officers of the bureau who have a say in its service.
 * @throws Refusal kernel.not-found, the same for a change that is not there
 */
export async function changeFor(db: Db | Tx, officer: Officer, id: string): Promise<Change> {
  return allowed(db, officer, await changes(db).where('id', '=', known(id)).executeTakeFirst());
}

/** `changeFor`, locked. */
export async function lockChange(tx: Tx, officer: Officer, id: string): Promise<Change> {
  return allowed(tx, officer, await changes(tx).where('id', '=', known(id)).forUpdate().executeTakeFirst());
}

function changes(db: Db | Tx) {
  return db.selectFrom('publishing.change').selectAll();
}

function known(id: string): string {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw notFound();
  return id;
}

async function allowed(db: Db | Tx, officer: Officer, row: ChangeRow | undefined): Promise<Change> {
  const change = row && toChange(row);
  if (change === undefined || !(await mayRule(db, officer, (await itemByVersion(db, change.base)).unit)))
    throw notFound();
  return change;
}

/** Whether an item is there and an officer has a say in it. */
export async function mayChange(db: Db | Tx, officer: Officer, item: string): Promise<boolean> {
  const unit = (await itemById(db, item as ItemId))?.unit;
  return unit !== undefined && mayRule(db, officer, unit);
}

/** The open change of an item: there is at most one. */
export async function openChangeOf(db: Db | Tx, item: string): Promise<ChangeId | undefined> {
  const row = await db
    .selectFrom('publishing.change')
    .select('id')
    .where('item_id', '=', item)
    .where('state', 'in', ['draft', 'proposed'])
    .executeTakeFirst();
  return row && (row.id as ChangeId);
}

export interface NewChange {
  readonly item: ItemId;
  readonly base: ItemVersionId;
  readonly parts: Parts;
  readonly officer: OfficerId;
  readonly at: Date;
}

export async function insertChange(tx: Tx, { item, base, parts, officer, at }: NewChange): Promise<ChangeId> {
  const row = await tx
    .insertInto('publishing.change')
    .values({
      item_id: item,
      base_version_id: base,
      ...columnsOf(parts),
      begun_by: officer,
      saved_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id as ChangeId;
}

export interface Saving {
  readonly parts: Parts;
  readonly note: string;
  readonly at: Date;
  readonly by: OfficerId;
}

export async function saveParts(tx: Tx, { id, revision }: Change, saved: Saving) {
  await tx
    .updateTable('publishing.change')
    .set({
      ...columnsOf(saved.parts),
      note: saved.note,
      revision: revision + 1,
      saved_at: saved.at,
      saved_by: saved.by,
    })
    .where('id', '=', id)
    .execute();
}

/** The version that a change is of from now on. */
export async function setBase(
  tx: Tx,
  { id, revision }: Change,
  { base, at, by }: { readonly base: ItemVersionId; readonly at: Date; readonly by: OfficerId },
): Promise<void> {
  await tx
    .updateTable('publishing.change')
    .set({ base_version_id: base, revision: revision + 1, saved_at: at, saved_by: by })
    .where('id', '=', id)
    .execute();
}

/** One change of an item is begun at a time: whoever comes second waits, and finds the open one. */
export async function lockBeginnings(tx: Tx, item: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('publishing.change: ' || ${item}::text))`.execute(tx);
}

function columnsOf({ item, route, decisions, examples, form, texts }: Parts) {
  return {
    item: item === undefined ? null : JSON.stringify(item),
    route: route ?? null,
    decisions: JSON.stringify(decisions),
    examples: JSON.stringify(examples),
    form: form === undefined ? null : JSON.stringify(form),
    texts: JSON.stringify(texts),
  };
}

export interface ChangeState {
  readonly state: Change['state'];
  readonly proposed_by?: OfficerId | null;
  readonly proposed_at?: Date | null;
  readonly refusal?: string | null;
  readonly ended_by?: OfficerId;
  readonly ended_at?: Date;
  readonly version_id?: ItemVersionId;
}

export async function setState(tx: Tx, { id }: Change, state: ChangeState): Promise<void> {
  await tx.updateTable('publishing.change').set(state).where('id', '=', id).execute();
}

/** A change in a list: nothing of what is in it. */
export type ListedChange = Pick<Change, 'id' | 'item' | 'base' | 'revision' | 'state' | 'savedAt' | 'note'> & {
  readonly itemName: string;
};

/** Changes that an officer has a say in, the latest first: open ones, then what has ended lately. */
export async function changesFor(db: Db, officer: Officer): Promise<readonly ListedChange[]> {
  const rows = await db
    .selectFrom('publishing.change')
    .select(['id', 'item_id', 'base_version_id', 'version_id', 'revision', 'state', 'saved_at', 'note'])
    .orderBy(sql`state in ('draft', 'proposed')`, 'desc')
    .orderBy('saved_at', 'desc')
    .limit(MOST_LOOKED_AT)
    .execute();
  const versionOf = (row: (typeof rows)[number]) => (row.version_id ?? row.base_version_id) as ItemVersionId;
  const named = new Map((await namedVersions(db, rows.map(versionOf))).map((each) => [each.version, each]));
  const mine = new Set<UnitId>();
  for (const unit of new Set([...named.values()].map((each) => each.unit)))
    if (await mayRule(db, officer, unit)) mine.add(unit);
  return rows
    .flatMap((row): readonly ListedChange[] => {
      const item = named.get(versionOf(row));
      return item === undefined || !mine.has(item.unit) ? [] : [listed(row, item.name)];
    })
    .slice(0, MOST_LISTED);
}

const MOST_LISTED = 100;
const MOST_LOOKED_AT = 5_000;

type Light = Pick<ChangeRow, 'id' | 'item_id' | 'base_version_id' | 'revision' | 'state' | 'saved_at' | 'note'>;

function listed(row: Light, itemName: string): ListedChange {
  return {
    id: row.id as ChangeId,
    item: row.item_id as ItemId,
    base: row.base_version_id as ItemVersionId,
    revision: row.revision,
    state: row.state as Change['state'],
    savedAt: row.saved_at,
    note: row.note,
    itemName,
  };
}

interface ChangeRow {
  readonly id: string;
  readonly item_id: string;
  readonly base_version_id: bigint;
  readonly revision: number;
  readonly route: string | null;
  readonly decisions: unknown;
  readonly examples: unknown;
  readonly form: unknown;
  readonly item: unknown;
  readonly texts: unknown;
  readonly note: string;
  readonly state: string;
  readonly begun_by: string;
  readonly saved_at: Date;
  readonly saved_by: string | null;
  readonly proposed_by: string | null;
  readonly refusal: string | null;
  readonly version_id: bigint | null;
}

function toChange(row: ChangeRow): Change {
  return {
    id: row.id as ChangeId,
    item: row.item_id as ItemId,
    base: row.base_version_id as ItemVersionId,
    revision: row.revision,
    parts: {
      ...(row.item === null ? {} : { item: ItemSketch.parse(row.item) }),
      ...(row.route === null ? {} : { route: row.route }),
      decisions: row.decisions as Parts['decisions'],
      examples: row.examples as Parts['examples'],
      ...(row.form === null ? {} : { form: FormSketch.parse(row.form) }),
      texts: ReadyTexts.parse(row.texts),
    },
    note: row.note,
    state: row.state as Change['state'],
    begunBy: row.begun_by as OfficerId,
    savedAt: row.saved_at,
    ...(row.saved_by === null ? {} : { savedBy: row.saved_by as OfficerId }),
    ...(row.proposed_by === null ? {} : { proposedBy: row.proposed_by as OfficerId }),
    ...(row.refusal === null ? {} : { refusal: row.refusal }),
    ...(row.version_id === null ? {} : { version: row.version_id as ItemVersionId }),
  };
}
