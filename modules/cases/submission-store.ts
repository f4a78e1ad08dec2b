import { sql } from 'kysely';
import { recordSet, type Tx } from '#kernel';
import type { Resident } from '#identity';
import { indexAt, type Follower, type LeafIndex } from '#ledger';
import type { AssetId } from '#materials';
import type { CaseRecord } from './case-store.ts';
import { isUuid, toDraft, type DraftRecord, type DraftRow } from './draft-store.ts';
import type { FileRef } from './file-store.ts';
import type { ShortNo } from './numbers.ts';

/** A case that has no index yet. */
export type NewCase = Omit<CaseRecord, 'ref' | 'lastIndex' | 'n' | 'acceptN' | 'supplementAsked'>;

/** Locks drafts, lowest id first; each must belong to the one who asks. No draft may be asked for twice. */
export async function lockDrafts(
  tx: Tx,
  asked: readonly { readonly draft: string; readonly viewer: Pick<Resident, 'person' | 'organisation'> }[],
): Promise<ReadonlyMap<string, DraftRecord>> {
  const rows = asked
    .filter(({ draft }) => isUuid(draft))
    .map(({ draft, viewer }) => ({
      id: draft,
      person_id: viewer.person,
      organisation_id: viewer.organisation ?? null,
    }));
  const found = await sql<DraftRow>`
    select d.* from cases.draft d
    join ${recordSet(rows, 'id uuid, person_id uuid, organisation_id uuid')}
      on r.id = d.id and r.person_id = d.person_id and r.organisation_id is not distinct from d.organisation_id
    order by d.id for update of d`.execute(tx);
  return new Map(found.rows.map((row) => [row.id, toDraft(row)]));
}

/** The files of locked drafts, oldest first. */
export async function filesOfDrafts(tx: Tx, drafts: readonly string[]): Promise<ReadonlyMap<string, FileRef[]>> {
  const { rows } = await sql<{ draft_id: string; asset_id: string; material_no: number }>`
    select draft_id, asset_id, material_no from cases.draft_file
    where draft_id = any(${drafts}::uuid[]) order by draft_id, added_at`.execute(tx);
  const files = new Map<string, FileRef[]>(drafts.map((draft) => [draft, []]));
  for (const { draft_id, asset_id, material_no } of rows)
    files.get(draft_id)?.push({ asset: asset_id as AssetId, material: material_no, handedIn: false });
  return files;
}

/** Numbers of cases that were filed before, by id. */
export async function numbersOf(
  tx: Tx,
  cases: readonly string[],
): Promise<ReadonlyMap<string, { readonly case: ShortNo; readonly index: LeafIndex }>> {
  if (cases.length === 0) return new Map();
  const { rows } = await sql<{ id: string; short_no: string; ref: bigint }>`
    select id, short_no, ref from cases."case" where id = any(${cases}::uuid[]) and data_key is not null`.execute(tx);
  return new Map(rows.map(({ id, short_no, ref }) => [id, { case: short_no as ShortNo, index: ref }]));
}

/** Running numbers without a lock: a number that is drawn and not used is lost. */
export async function nextShortSerials(tx: Tx, count: number): Promise<readonly bigint[]> {
  const { rows } = await sql<{ serial: bigint }>`
    select nextval('cases.short_serial') as serial from generate_series(1, ${count}::integer)`.execute(tx);
  return rows.map(({ serial }) => serial);
}

export interface Serials {
  readonly itemCode: string;
  readonly day: string;
  readonly count: number;
}

/**
 * Takes the next serials of items on days, as many as each is given, for case numbers. The rows stay locked until the
 * commit: taken in one order, before any pool.
 * @returns the first of each, in the order asked.
 */
export async function nextSerials(tx: Tx, wanted: readonly Serials[]): Promise<readonly number[]> {
  const rows = wanted.map(({ itemCode, day, count }) => ({ item_code: itemCode, day, count }));
  const taken = await sql<{ item_code: string; day: string; last: number }>`
    insert into cases.daily_serial as s (item_code, day, last)
    select item_code, day, count + coalesce((select floor from cases.serial_floor f where f.day = r.day), 0)
    from ${recordSet(rows, 'item_code text, day date, count integer')}
    order by item_code, day
    on conflict (item_code, day) do update set last = s.last + excluded.last
      - coalesce((select floor from cases.serial_floor f where f.day = excluded.day), 0)
    returning item_code, day, last`.execute(tx);
  const last = new Map(taken.rows.map((row) => [`${row.item_code} ${row.day}`, row.last]));
  return wanted.map(({ itemCode, day, count }) => (last.get(`${itemCode} ${day}`) ?? 0) - count + 1);
}

export interface FiledDraft {
  readonly draft: string;
  readonly caseId: string;
  /** Those of its files that are handed in; what else was uploaded is swept. */
  readonly assets: readonly AssetId[];
}

/** The files of drafts become those of their cases. */
export async function moveFiles(tx: Tx, filed: readonly FiledDraft[]): Promise<void> {
  const rows = filed.flatMap(({ draft, caseId, assets }) =>
    assets.map((asset) => ({ draft_id: draft, case_id: caseId, asset_id: asset })),
  );
  if (rows.length === 0) return;
  await sql`insert into cases.file (case_id, asset_id, material_no, added_at)
    select r.case_id, f.asset_id, f.material_no, f.added_at
    from ${recordSet(rows, 'draft_id uuid, case_id uuid, asset_id uuid')}
    join cases.draft_file f using (draft_id, asset_id)`.execute(tx);
}

/** Drafts have become cases: their own copies of the contents and of the keys go, so that erasing a case erases. */
export async function markSubmitted(tx: Tx, filed: readonly FiledDraft[]): Promise<void> {
  const rows = filed.map(({ draft, caseId }) => ({ draft_id: draft, case_id: caseId }));
  await sql`
    with r as materialized (select * from ${recordSet(rows, 'draft_id uuid, case_id uuid')}),
    file as (delete from cases.draft_file f using r where f.draft_id = r.draft_id)
    update cases.draft d set submitted_case = r.case_id, content = '', data_key = null
    from r where d.id = r.draft_id`.execute(tx);
}

const CASE_COLUMNS = `place integer, id uuid, short_no text, case_no text, person_id uuid, organisation_id uuid,
  item_version_id bigint, form_version_id uuid, unit_id uuid, data_key text, content text, query_code text,
  query_digest text, plan jsonb, status text, received_at timestamptz, status_at timestamptz, bundle_ref bigint,
  automatic text`;

/** Follower: new cases, each with the index of the leaf at its place of the append. */
export function insertingCases(cases: readonly NewCase[]): Follower {
  const rows = cases.map((record, place) => ({
    place,
    id: record.id,
    short_no: record.shortNo,
    case_no: record.caseNo,
    person_id: record.person,
    organisation_id: record.organisation ?? null,
    item_version_id: String(record.itemVersion),
    form_version_id: record.formVersion,
    unit_id: record.unit,
    data_key: record.dataKey.toString('base64'),
    content: record.content.toString('base64'),
    query_code: record.queryCode.toString('base64'),
    query_digest: record.queryDigest.toString('base64'),
    plan: record.plan,
    status: record.status,
    received_at: record.receivedAt,
    status_at: record.statusAt,
    bundle_ref: record.bundleRef === undefined ? null : String(record.bundleRef),
    automatic: record.automatic ?? null,
  }));
  return sql`insert into cases."case" (id, short_no, case_no, person_id, organisation_id, item_version_id,
      form_version_id, unit_id, data_key, content, query_code, query_digest, plan, status, received_at, status_at,
      bundle_ref, automatic, ref, last_index)
    select id, short_no, case_no, person_id, organisation_id, item_version_id, form_version_id, unit_id,
      decode(data_key, 'base64'), decode(content, 'base64'), decode(query_code, 'base64'),
      decode(query_digest, 'base64'), plan, status, received_at, status_at, bundle_ref,
      automatic, ${indexAt(sql`r.place`)}, ${indexAt(sql`r.place`)}
    from ${recordSet(rows, CASE_COLUMNS)}`;
}

export interface FilingEvent {
  readonly id: string;
  readonly caseId: string;
  readonly at: Date;
  readonly sealed: Buffer;
}

/** Follower: the events of filing, each at the index of the leaf at its place of the append. */
export function recordingFilings(events: readonly FilingEvent[]): Follower {
  const rows = events.map(({ id, caseId, at, sealed }, place) => ({
    place,
    id,
    case_id: caseId,
    at,
    sealed: sealed.toString('base64'),
  }));
  return sql`insert into cases.event (id, ledger_index, case_id, kind, at, n, sealed)
    select id, ${indexAt(sql`r.place`)}, case_id, 'submitted', at, 0, decode(sealed, 'base64')
    from ${recordSet(rows, 'place integer, id uuid, case_id uuid, at timestamptz, sealed text')}`;
}
