import { sql } from 'kysely';
import { z } from 'zod';
import { openJson, sealJson, type CryptoProvider, type Db, type Tx } from '#kernel';
import type { ItemVersionId } from '#catalogue';
import type { Answers, FormVersionId } from '#forms';
import type { OrganisationId, PersonId, Resident } from '#identity';
import { indexAt, type Follower, type LeafIndex } from '#ledger';
import type { Outcome } from './next.ts';

/** A bundle that somebody files. */
export interface Application {
  readonly id: string;
  readonly draft: string;
  readonly person: PersonId;
  readonly organisation?: OrganisationId;
  readonly bundle: string;
  readonly version: number;
  readonly dataKey: Buffer;
  readonly sealed: Buffer;
  readonly startedAt: Date;
  readonly filed?: { readonly no: string; readonly at: Date; readonly ref: LeafIndex };
  readonly closed?: { readonly at: Date; readonly outcome: Outcome };
}

const Numbers = z.record(z.string(), z.string());
const Stored = z.object({
  choices: z.record(z.string(), z.unknown()),
  parts: z.array(
    z.object({
      node: z.string(),
      itemVersion: z.string(),
      formVersion: z.string(),
      fields: Numbers,
      files: z.record(z.string(), z.number()),
    }),
  ),
});

/** How the one form goes back to a service. */
export interface PartPlan {
  readonly node: string;
  readonly itemVersion: ItemVersionId;
  readonly formVersion: FormVersionId;
  readonly fields: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<number, number>>;
}

export interface ApplicationContent {
  /** Answers to the bundle's questions. */
  readonly choices: Answers;
  readonly parts: readonly PartPlan[];
}

export function applicationPlace(id: string): string {
  return `bundles.application:${id}`;
}

export function sealApplication(
  crypto: CryptoProvider,
  { id, dataKey }: Pick<Application, 'id' | 'dataKey'>,
  { choices, parts }: ApplicationContent,
): Buffer {
  const stored = { choices, parts: parts.map((part) => ({ ...part, itemVersion: String(part.itemVersion) })) };
  return sealJson(crypto, dataKey, applicationPlace(id), stored);
}

export function openApplication(crypto: CryptoProvider, { id, dataKey, sealed }: Application): ApplicationContent {
  const { choices, parts } = Stored.parse(openJson(crypto, dataKey, applicationPlace(id), sealed));
  return {
    choices: choices as Answers,
    parts: parts.map((part) => ({
      ...part,
      itemVersion: BigInt(part.itemVersion) as ItemVersionId,
      formVersion: part.formVersion as FormVersionId,
    })),
  };
}

export async function insertApplication(tx: Tx, application: Application): Promise<void> {
  await tx
    .insertInto('bundles.application')
    .values({
      id: application.id,
      draft_id: application.draft,
      person_id: application.person,
      organisation_id: application.organisation ?? null,
      bundle: application.bundle,
      version: application.version,
      data_key: application.dataKey,
      sealed: application.sealed,
      started_at: application.startedAt,
    })
    .execute();
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function mine(db: Db | Tx, { person, organisation }: Pick<Resident, 'person' | 'organisation'>) {
  const rows = db.selectFrom('bundles.application').selectAll();
  return organisation === undefined
    ? rows.where('person_id', '=', person).where('organisation_id', 'is', null)
    : rows.where('organisation_id', '=', organisation);
}

export async function findByNo(db: Db, viewer: Resident, no: string): Promise<Application | undefined> {
  const row = await mine(db, viewer).where('no', '=', no.replaceAll('\0', '')).executeTakeFirst();
  return row && toApplication(row);
}

/** The application of a draft; locked, so that it is filed once. */
export async function lockByDraft(tx: Tx, viewer: Resident, draft: string): Promise<Application | undefined> {
  if (!UUID.test(draft)) return undefined;
  const row = await mine(tx, viewer).where('draft_id', '=', draft).forUpdate().executeTakeFirst();
  return row && toApplication(row);
}

/** The number that the draft of a bundle has been filed under. */
export async function noOfDraft(db: Db, viewer: Resident, draft: string): Promise<string | undefined> {
  if (!UUID.test(draft)) return undefined;
  const row = await mine(db, viewer).where('draft_id', '=', draft).executeTakeFirst();
  return row?.no ?? undefined;
}

/** Whether a draft is the one form of a bundle, filed or not. */
export async function isBundleDraft(db: Db, viewer: Resident, draft: string): Promise<boolean> {
  if (!UUID.test(draft)) return false;
  return (await mine(db, viewer).where('draft_id', '=', draft).executeTakeFirst()) !== undefined;
}

const SHOWN = 50;

/** What has been filed in the capacity somebody acts in, latest first. */
export async function filedBy(db: Db, viewer: Resident): Promise<readonly Application[]> {
  const rows = await mine(db, viewer).where('no', 'is not', null).orderBy('started_at', 'desc').limit(SHOWN).execute();
  return rows.map(toApplication);
}

export async function lockApplication(tx: Tx, id: string): Promise<Application | undefined> {
  const row = await tx
    .selectFrom('bundles.application')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && toApplication(row);
}

export async function lockByNo(tx: Tx, no: string): Promise<Application | undefined> {
  const row = await tx
    .selectFrom('bundles.application')
    .selectAll()
    .where('no', '=', no)
    .forUpdate()
    .executeTakeFirst();
  return row && toApplication(row);
}

export async function applicationById(db: Db | Tx, id: string): Promise<Application | undefined> {
  const row = await db.selectFrom('bundles.application').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toApplication(row);
}

export async function nextSerial(tx: Tx): Promise<bigint> {
  const { rows } = await sql<{ serial: bigint }>`select nextval('bundles.serial') as serial`.execute(tx);
  return rows[0]?.serial ?? 0n;
}

interface Filing {
  readonly id: string;
  readonly no: string;
  readonly at: Date;
  readonly opening: Buffer;
}

/** Follower: the application is filed, at the index of its leaf. */
export function filingApplication({ id, no, at, opening }: Filing): Follower {
  return sql`update bundles.application set no = ${no}, filed_at = ${at}, opening = ${opening}, ref = ${indexAt(0)}
    where id = ${id}`;
}

export async function closeApplication(tx: Tx, id: string, closed: { at: Date; outcome: Outcome }): Promise<void> {
  await tx
    .updateTable('bundles.application')
    .set({ closed_at: closed.at, outcome: closed.outcome })
    .where('id', '=', id)
    .execute();
}

/** The bundles that somebody has filed since then. */
export async function bundlesInUse(db: Db, since: Date): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('bundles.application')
    .select('bundle')
    .distinct()
    .where('filed_at', '>=', since)
    .execute();
  return new Set(rows.map(({ bundle }) => bundle));
}

type Row = Awaited<ReturnType<ReturnType<typeof mine>['executeTakeFirstOrThrow']>>;

function toApplication(row: Row): Application {
  const { no, filed_at: at, ref, closed_at: closedAt, outcome } = row;
  return {
    id: row.id,
    draft: row.draft_id,
    person: row.person_id as PersonId,
    ...(row.organisation_id === null ? {} : { organisation: row.organisation_id as OrganisationId }),
    bundle: row.bundle,
    version: row.version,
    dataKey: row.data_key,
    sealed: row.sealed,
    startedAt: row.started_at,
    ...(no === null || at === null || ref === null ? {} : { filed: { no, at, ref } }),
    ...(closedAt === null || outcome === null ? {} : { closed: { at: closedAt, outcome: outcome as Outcome } }),
  };
}
