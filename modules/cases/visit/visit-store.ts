import { sql } from 'kysely';
import type { Db, Tx } from '#kernel';
import type { OfficerId, PersonId, UnitId } from '#identity';
import type { Signer } from './visit.ts';

/** A task of a case. */
export interface TaskKey {
  readonly caseId: string;
  readonly n: number;
}

/** The latest version of a visit. */
export interface VisitVersion {
  readonly version: number;
  readonly kind: 'plan' | 'record';
  readonly on: Temporal.PlainDate;
  readonly officer: OfficerId;
  readonly at: Date;
  readonly sealed: Buffer;
  /** Of a record, by the order in which their posts were made. */
  readonly signers: readonly (Signer & { readonly unit: UnitId })[];
}

interface VersionRow {
  readonly version: number;
  readonly kind: 'plan' | 'record';
  readonly on: string;
  readonly officer: OfficerId;
  readonly at: Date;
  readonly sealed: Buffer;
}

export async function latestVisit(db: Db | Tx, { caseId, n }: TaskKey): Promise<VisitVersion | undefined> {
  const { rows } = await sql<VersionRow>`
    select version, kind, visited_on::text as on, officer_id as officer, at, sealed from cases.visit_version
    where case_id = ${caseId} and n = ${n} order by version desc limit 1`.execute(db);
  const [row] = rows;
  if (row === undefined) return undefined;
  const signers = await signersOf(db, { caseId, n }, row.version);
  return { ...row, on: Temporal.PlainDate.from(row.on), signers };
}

async function signersOf(db: Db | Tx, { caseId, n }: TaskKey, version: number): Promise<VisitVersion['signers']> {
  const { rows } = await sql<{ officer: OfficerId; unit: UnitId; signed_at: Date | null }>`
    select i.officer_id as officer, i.unit_id as unit, s.signed_at
    from cases.visit_inspector i left join cases.visit_signature s using (case_id, n, version, officer_id)
    where i.case_id = ${caseId} and i.n = ${n} and i.version = ${version} order by i.unit_id, i.officer_id`.execute(db);
  return rows.map(({ officer, unit, signed_at }) => ({
    officer,
    unit,
    ...(signed_at === null ? {} : { signedAt: signed_at }),
  }));
}

/** Everybody who has signed any version of the record of a visit: they were there, whatever was written later. */
export async function everySigner(tx: Tx, { caseId, n }: TaskKey): Promise<readonly OfficerId[]> {
  const rows = await tx
    .selectFrom('cases.visit_signature')
    .select('officer_id')
    .distinct()
    .where('case_id', '=', caseId)
    .where('n', '=', n)
    .orderBy('officer_id')
    .execute();
  return rows.map(({ officer_id: officer }) => officer as OfficerId);
}

export interface NewVersion extends TaskKey {
  readonly version: number;
  readonly kind: 'plan' | 'record';
  readonly on: string;
  readonly officer: OfficerId;
  readonly unit: UnitId;
  readonly at: Date;
  readonly sealed: Buffer;
}

export async function insertVersion(tx: Tx, { caseId, n, ...version }: NewVersion): Promise<void> {
  await tx
    .insertInto('cases.visit_version')
    .values({
      case_id: caseId,
      n,
      version: version.version,
      kind: version.kind,
      visited_on: version.on,
      officer_id: version.officer,
      unit_id: version.unit,
      at: version.at,
      sealed: version.sealed,
    })
    .execute();
}

export interface NewInspector {
  readonly officer: OfficerId;
  readonly person: PersonId;
  readonly unit: UnitId;
}

export async function insertInspectors(
  tx: Tx,
  { caseId, n, version }: Pick<NewVersion, 'caseId' | 'n' | 'version'>,
  inspectors: readonly NewInspector[],
): Promise<void> {
  await tx
    .insertInto('cases.visit_inspector')
    .values(
      inspectors.map(({ officer, person, unit }) => ({
        case_id: caseId,
        n,
        version,
        officer_id: officer,
        person_id: person,
        unit_id: unit,
      })),
    )
    .execute();
}

export async function insertSignature(
  tx: Tx,
  { caseId, n, version, officer, at }: TaskKey & { version: number; officer: OfficerId; at: Date },
): Promise<void> {
  await tx
    .insertInto('cases.visit_signature')
    .values({ case_id: caseId, n, version, officer_id: officer, signed_at: at })
    .execute();
}

/** A record in which an officer is named, of a task that is open. */
export interface NamedIn extends TaskKey {
  readonly no: string;
  readonly name: string;
  readonly version: number;
  readonly on: string;
  readonly at: Date;
  readonly signedAt: Date | null;
}

const SHOWN = 100;

/** The latest records of open tasks in which somebody is named, those without their signature first. */
export async function recordsNaming(db: Db | Tx, officer: OfficerId): Promise<readonly NamedIn[]> {
  const { rows } = await sql<NamedIn>`
    select i.case_id as "caseId", i.n, c.short_no as no, t.name, i.version, v.visited_on::text as on, v.at,
      s.signed_at as "signedAt"
    from cases.visit_inspector i
    join cases.visit_version v using (case_id, n, version)
    join cases.task t on t.case_id = i.case_id and t.n = i.n and t.closed_at is null
    join cases."case" c on c.id = i.case_id
    left join cases.visit_signature s on s.case_id = i.case_id and s.n = i.n and s.version = i.version
      and s.officer_id = i.officer_id
    where i.officer_id = ${officer} and not exists (select from cases.visit_version later
      where later.case_id = i.case_id and later.n = i.n and later.version > i.version)
    order by s.signed_at is not null, v.at limit ${SHOWN}`.execute(db);
  return rows;
}

/** Every visit of a case by the number of its task: the day and whether it is only set, or on record. */
export async function visitsOf(
  db: Db,
  caseId: string,
): Promise<readonly { readonly n: number; readonly latest: VisitVersion }[]> {
  const { rows } = await sql<{ n: number }>`
    select distinct n from cases.visit_version where case_id = ${caseId} order by n`.execute(db);
  const found = [];
  for (const { n } of rows) {
    const latest = await latestVisit(db, { caseId, n });
    if (latest !== undefined) found.push({ n, latest });
  }
  return found;
}
