import { z } from 'zod';
import { openReceipt, type Receipt } from '#audit';
import { itemByVersion } from '#catalogue';
import { notFound, openJson, type World } from '#kernel';
import type { Resident } from '#identity';
import { proveLeaf, publication, receiptFor, type LeafProof, type LedgerInstallation } from '#ledger';
import { encodeUtf8 } from '#tlog';
import { eventContext } from './event-context.ts';
import { findCase, type CaseRecord } from './case-store.ts';
import { readShortNo, type CaseNo, type ShortNo } from './numbers.ts';
import { isMine } from './whose.ts';

export interface ProofWorld extends World {
  readonly ledger: Pick<LedgerInstallation, 'origin' | 'receiptSigners' | 'files' | 'subtrees'>;
}

/** How far an application is proved; each step is true until the next one. */
export type ProofStep = 'promised' | 'published' | 'witnessed';

export interface CaseReceipt {
  readonly no: ShortNo;
  readonly caseNo: CaseNo;
  /** Official name of the item. */
  readonly service: string;
  readonly index: bigint;
  readonly receivedAt: Date;
  /** The receipt: a signed note. */
  readonly note: string;
  /** What the note says. */
  readonly promise: Receipt;
  readonly step: ProofStep;
}

/** The receipt of one's own application. @throws Refusal kernel.not-found, the same for others' cases and for none. */
export async function caseReceipt(world: ProofWorld, viewer: Resident, no: string): Promise<CaseReceipt> {
  const record = await mine(world, viewer, no);
  const note = await receiptFor(world.db, world.ledger, record.ref);
  if (note === undefined) throw new Error(`The submission of ${record.id} is not in the ledger.`);
  const keys = world.ledger.receiptSigners.map(({ key }) => key);
  const { elements } = await itemByVersion(world.db, record.itemVersion);
  return {
    no: record.shortNo,
    caseNo: record.caseNo,
    service: elements.name,
    promise: openReceipt(encodeUtf8(note), keys),
    index: record.ref,
    receivedAt: record.receivedAt,
    note,
    step: await proofStep(world, record.ref),
  };
}

/** How far the leaf of a submission is proved. */
export async function proofStep({ db }: Pick<World, 'db'>, ref: bigint): Promise<ProofStep> {
  const { size, witnessedSize } = await publication(db);
  if (witnessedSize !== undefined && witnessedSize > ref) return 'witnessed';
  return size > ref ? 'published' : 'promised';
}

const Filed = z.looseObject({ openings: z.record(z.string(), z.unknown()) });

/**
 * The proof that one's own application is in the public log, with what opens its commitments: whoever holds the file can
 * show what was filed. Undefined until the next checkpoint is published.
 */
export async function caseProof(
  world: ProofWorld,
  viewer: Resident,
  no: string,
): Promise<(LeafProof & { readonly no: ShortNo }) | undefined> {
  const record = await mine(world, viewer, no);
  const event = await world.db
    .selectFrom('cases.event')
    .select('sealed')
    .where('case_id', '=', record.id)
    .where('kind', '=', 'submitted')
    .executeTakeFirstOrThrow();
  const { openings } = Filed.parse(openJson(world.crypto, record.dataKey, eventContext(record.id), event.sealed));
  const proof = await proveLeaf(world.db, world.ledger, { index: record.ref, openings });
  return proof && { ...proof, no: record.shortNo };
}

async function mine({ db }: World, viewer: Resident, no: string): Promise<CaseRecord> {
  const short = readShortNo(no);
  const record = short && (await findCase(db, short));
  if (record === undefined || !isMine(record, viewer)) throw notFound();
  return record;
}
