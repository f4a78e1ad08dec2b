import { inTransaction, notFound, type World } from '#kernel';
import { itemByVersion } from '#catalogue';
import { logAccess, type Officer } from '#identity';
import { caseById, findCase } from '../case-store.ts';
import { readShortNo, type ShortNo } from '../numbers.ts';
import type { KeptRecord } from './visit.ts';
import { latestVisit, recordsNaming } from './visit-store.ts';
import { visitTaskOf } from './visit-task.ts';
import { visitState, type SignerView } from './visit-view.ts';

/** A record that names an officer, in a list: nothing of what it says. */
export interface RecordCard {
  readonly no: ShortNo;
  readonly n: number;
  readonly name: string;
  readonly itemName: string;
  readonly on: Temporal.PlainDate;
  readonly writtenAt: Date;
  readonly signedAt?: Date;
}

/** The records of visits that name an officer, while their tasks are open: those that wait for the signature first. */
export async function visitRecords(world: World, officer: Officer): Promise<readonly RecordCard[]> {
  const cards: RecordCard[] = [];
  for (const { caseId, no, n, name, on, at, signedAt } of await recordsNaming(world.db, officer.officer)) {
    const record = await caseById(world.db, caseId);
    if (record === undefined) continue;
    const { elements } = await itemByVersion(world.db, record.itemVersion);
    cards.push({
      no: no as ShortNo,
      n,
      name,
      itemName: elements.name,
      on: Temporal.PlainDate.from(on),
      writtenAt: at,
      ...(signedAt === null ? {} : { signedAt }),
    });
  }
  return cards;
}

/** The record of a visit as one of those named in it reads and signs it. */
export interface RecordToSign {
  readonly no: ShortNo;
  readonly n: number;
  readonly name: string;
  readonly itemName: string;
  readonly version: number;
  readonly on: Temporal.PlainDate;
  readonly record: KeptRecord;
  readonly signers: readonly SignerView[];
  /** When this officer signed it. */
  readonly signedAt?: Date;
}

/**
 * The latest record of a visit, for those whom it names and no one else; reading it is written to the access log.
 * @throws Refusal kernel.not-found
 */
export async function visitRecord(
  world: World,
  officer: Officer,
  at: { readonly no: string; readonly n: number },
): Promise<RecordToSign> {
  const short = readShortNo(at.no);
  const found = short && (await findCase(world.db, short));
  const visit = found && (await visitTaskOf(world.db, found, at.n));
  if (found === undefined || visit === undefined || visit.task.closedAt !== undefined) throw notFound();
  const latest = await latestVisit(world.db, { caseId: found.id, n: at.n });
  const mine = latest?.signers.find((signer) => signer.officer === officer.officer);
  if (latest === undefined || mine === undefined) throw notFound();
  const { record, version, signers } = await visitState(world, found, { n: at.n, latest });
  if (record === undefined) throw notFound();
  await inTransaction(world.db, async (tx) =>
    logAccess(tx, {
      officer: officer.officer,
      person: found.person,
      case: found.shortNo,
      purpose: 'desk.purpose.visit',
      fields: ['visit'],
    }),
  );
  const { elements } = await itemByVersion(world.db, found.itemVersion);
  return {
    no: found.shortNo,
    n: at.n,
    name: visit.task.name,
    itemName: elements.name,
    version,
    on: latest.on,
    record,
    signers,
    ...(mine.signedAt === undefined ? {} : { signedAt: mine.signedAt }),
  };
}
