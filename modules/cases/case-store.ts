import { sql } from 'kysely';
import { slice, type Cursor, type Db, type Slice, type Tx } from '#kernel';
import type { ItemVersionId } from '#catalogue';
import type { FormVersionId } from '#forms';
import type { OrganisationId, PersonId, UnitId } from '#identity';
import { indexAt, type Follower, type LeafIndex } from '#ledger';
import type { RouteVersionId } from '#routing';
import type { CaseStatus } from './lifecycle.ts';
import type { CaseNo, ShortNo } from './numbers.ts';
import type { PlannedStage } from './plan.ts';
import type { KeptState } from './route/kept-state.ts';

/** A case as its row holds it; contents stay sealed. */
export interface CaseRecord {
  readonly id: string;
  readonly shortNo: ShortNo;
  readonly caseNo: CaseNo;
  readonly person: PersonId;
  readonly organisation?: OrganisationId;
  readonly itemVersion: ItemVersionId;
  readonly formVersion: FormVersionId;
  readonly unit: UnitId;
  readonly dataKey: Buffer;
  readonly content: Buffer;
  readonly queryCode: Buffer;
  readonly queryDigest: Buffer;
  readonly plan: readonly PlannedStage[];
  readonly status: CaseStatus;
  /** Number of the task that was opened last. */
  readonly n: number;
  /** The route that it follows since its acceptance, and where it is. */
  readonly routeVersion?: RouteVersionId;
  readonly route?: KeptState;
  readonly supplementAsked: boolean;
  readonly receivedAt: Date;
  readonly statusAt: Date;
  /** Index of the submission. */
  readonly ref: LeafIndex;
  /** Index of the latest event. */
  readonly lastIndex: LeafIndex;
  /** Since when the ledger tells more of it than the database, unless somebody has looked at it. */
  readonly recordLostAt?: Date;
  /** Index of the bundle that it is a part of. */
  readonly bundleRef?: LeafIndex;
  /** Of a part of a bundle: whether it may be decided; until somebody says so it waits. */
  readonly gate?: 'closed' | 'open';
  /** Whether the platform may approve it by itself, and what came of it. */
  readonly automatic?: AutomaticState;
  /** Number of the task by which it is accepted. */
  readonly acceptN: number;
}

/** It has not looked yet; it has approved; it has left it to people. */
export type AutomaticState = 'pending' | 'approved' | 'person';

/** The case of a number, whoever asks: the caller checks whose it is before it shows anything. */
export async function findCase(db: Db | Tx, no: ShortNo): Promise<CaseRecord | undefined> {
  const row = await cases(db).where('short_no', '=', no).executeTakeFirst();
  return row && toRecord(row);
}

export async function findCaseByCaseNo(db: Db, no: string): Promise<CaseRecord | undefined> {
  const row = await cases(db).where('case_no', '=', no).executeTakeFirst();
  return row && toRecord(row);
}

export async function caseById(db: Db | Tx, id: string): Promise<CaseRecord | undefined> {
  const row = await cases(db).where('id', '=', id).executeTakeFirst();
  return row && toRecord(row);
}

/** Locks the case row, the first lock of every act but `take`. */
export async function lockCase(tx: Tx, no: ShortNo): Promise<CaseRecord | undefined> {
  const row = await cases(tx).where('short_no', '=', no).forUpdate().executeTakeFirst();
  return row && toRecord(row);
}

export async function lockCaseById(tx: Tx, id: string): Promise<CaseRecord | undefined> {
  const row = await cases(tx).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toRecord(row);
}

export async function lockCaseByRef(tx: Tx, ref: LeafIndex): Promise<CaseRecord | undefined> {
  const row = await cases(tx).where('ref', '=', ref).forUpdate().executeTakeFirst();
  return row && toRecord(row);
}

const LOCK_NOT_AVAILABLE = '55P03';

/** Locks the head's case row without waiting, the last but one lock of `take`; undefined when somebody else has it. */
export async function lockCaseNowait(tx: Tx, id: string): Promise<CaseRecord | undefined> {
  try {
    return toRecord(await cases(tx).where('id', '=', id).forUpdate().noWait().executeTakeFirstOrThrow());
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE) return undefined;
    throw error;
  }
}

interface Capacity {
  readonly person: PersonId;
  readonly organisation?: OrganisationId;
}

const CASES_PAGE = 50;

/** A page of the cases of the capacity somebody acts in, latest first; the key is the index of the submission. */
export async function casesOf(
  db: Db,
  { person, organisation }: Capacity,
  cursor: Cursor | undefined,
): Promise<Slice<CaseRecord> & { readonly total: number }> {
  const mine =
    organisation === undefined
      ? cases(db).where('person_id', '=', person).where('organisation_id', 'is', null)
      : cases(db).where('organisation_id', '=', organisation);
  const [key = 0n] = cursor?.key ?? [];
  const backwards = cursor?.side === 'before';
  const beyond = cursor === undefined ? mine : mine.where('ref', backwards ? '>' : '<', key);
  const rows = await beyond
    .orderBy('ref', backwards ? 'asc' : 'desc')
    .limit(CASES_PAGE + 1)
    .execute();
  const { total } = await mine
    .clearSelect()
    .select((query) => query.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const page = slice({ found: rows.map(toRecord), size: CASES_PAGE, cursor, keyOf: ({ ref }) => [ref] });
  return { ...page, total: Number(total) };
}

/** The cases of the capacity somebody acts in with their keys, to be joined by whoever keeps texts under those keys. */
export function casesIn(db: Db, { organisation }: { readonly organisation?: OrganisationId }) {
  const all = db.selectFrom('cases.case').select(['id', 'data_key']);
  return organisation === undefined
    ? all.where('organisation_id', 'is', null)
    : all.where('organisation_id', '=', organisation);
}

function cases(db: Db | Tx) {
  return db.selectFrom('cases.case').selectAll().where('data_key', 'is not', null);
}

/** A case's place in its route. */
export interface CaseRoute {
  readonly version: RouteVersionId;
  readonly state: KeptState;
}

export interface Advance {
  readonly id: string;
  /** Where it is in its route from now on, if that changes. */
  readonly route?: CaseRoute;
  readonly status: CaseStatus;
  readonly n: number;
  readonly supplementAsked: boolean;
  readonly at: Date;
  /** Place of the case's last leaf in the append. */
  readonly last: number;
  /** From now on; it stays where nothing is said. */
  readonly automatic?: AutomaticState;
  readonly acceptN?: number;
}

/** Follower: the case after an act. */
export function advancing({ id, status, n, supplementAsked, at, last, ...rest }: Advance): Follower {
  const { route, automatic, acceptN } = rest;
  const moved = route && sql`route_version_id = ${route.version}, route = ${JSON.stringify(route.state)}::jsonb,`;
  const looked = automatic && sql`automatic = ${automatic},`;
  const accepting = acceptN === undefined ? undefined : sql`accept_n = ${acceptN},`;
  return sql`update cases."case" set n = ${n}, supplement_asked = ${supplementAsked}, last_index = ${indexAt(last)},
      ${moved ?? sql``} ${looked ?? sql``} ${accepting ?? sql``}
      status_at = case when status = ${status} then status_at else ${at}::timestamptz end, status = ${status}
    where id = ${id}`;
}

export async function setGate(tx: Tx, id: string, gate: 'closed' | 'open'): Promise<void> {
  await tx.updateTable('cases.case').set({ gate }).where('id', '=', id).execute();
}

/** The route went on where nothing was to be told in public. */
export async function keepRoute(tx: Tx, id: string, route: CaseRoute | undefined): Promise<void> {
  if (route === undefined) return;
  await tx
    .updateTable('cases.case')
    .set({ route_version_id: route.version, route: JSON.stringify(route.state) })
    .where('id', '=', id)
    .execute();
}

type CaseRow = Awaited<ReturnType<ReturnType<typeof cases>['executeTakeFirstOrThrow']>>;

function toRecord(row: CaseRow): CaseRecord {
  return {
    id: row.id,
    shortNo: row.short_no as ShortNo,
    caseNo: row.case_no as CaseNo,
    person: row.person_id as PersonId,
    ...(row.organisation_id === null ? {} : { organisation: row.organisation_id as OrganisationId }),
    itemVersion: row.item_version_id as ItemVersionId,
    formVersion: row.form_version_id as FormVersionId,
    unit: row.unit_id as UnitId,
    dataKey: row.data_key ?? Buffer.alloc(0),
    content: row.content,
    queryCode: row.query_code,
    queryDigest: row.query_digest,
    plan: row.plan as unknown as readonly PlannedStage[],
    status: row.status as CaseStatus,
    n: row.n,
    ...(row.route_version_id === null ? {} : { routeVersion: row.route_version_id as RouteVersionId }),
    ...(row.route === null ? {} : { route: row.route as unknown as KeptState }),
    supplementAsked: row.supplement_asked,
    receivedAt: row.received_at,
    statusAt: row.status_at,
    ref: row.ref,
    lastIndex: row.last_index,
    ...(row.record_lost_at === null ? {} : { recordLostAt: row.record_lost_at }),
    ...(row.bundle_ref === null ? {} : { bundleRef: row.bundle_ref }),
    ...(row.gate === 'closed' || row.gate === 'open' ? { gate: row.gate } : {}),
    ...(row.automatic === null ? {} : { automatic: row.automatic as AutomaticState }),
    acceptN: row.accept_n,
  };
}
