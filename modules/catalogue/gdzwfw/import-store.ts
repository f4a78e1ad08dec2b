import { sql } from 'kysely';
import type { Tx } from '#kernel';
import type { RawLine } from './lines.ts';
import type { ImportCounts, Rejection } from './report.ts';

const FORMAT = 'gdzwfw';

export interface RejectedLine {
  readonly line: RawLine;
  readonly rejection: Rejection;
}

/** Keeps lines that could not be taken; a line that is kept already stays as it is. @returns how many are new. */
export async function keepRejected(
  tx: Tx,
  rejected: readonly RejectedLine[],
  { fileName, at }: { readonly fileName: string; readonly at: Date },
): Promise<number> {
  if (rejected.length === 0) return 0;
  const inserted = await tx
    .insertInto('catalogue.rejected_line')
    .values(
      rejected.map(({ line, rejection }) => ({
        format: FORMAT,
        file_name: fileName,
        line: line.no,
        digest: Buffer.from(line.digest, 'hex'),
        bytes: Buffer.from(line.bytes),
        length: BigInt(line.length),
        item_id: rejection.item?.slice(0, 64) ?? null,
        reason: rejection.code,
        reason_values: JSON.stringify(rejection.values),
        rejected_at: at,
      })),
    )
    .onConflict((conflict) => conflict.columns(['format', 'digest']).where('resolved_at', 'is', null).doNothing())
    .returning('id')
    .execute();
  return inserted.length;
}

/** An item that was imported settles the lines about it that earlier imports rejected. */
export async function settleRejected(tx: Tx, items: readonly string[], at: Date): Promise<void> {
  await sql`update catalogue.rejected_line set resolved_at = ${at}
    where resolved_at is null and rejected_at < ${at} and item_id = any(${items}::text[])`.execute(tx);
}

export interface KeptLine extends RawLine {
  readonly id: bigint;
  readonly fileName: string;
}

/**
 * The lines that still wait and could go better now. Not those that are kept in part only, and not a second line
 * about one item in a file: which of the two is right, no program can know.
 */
export async function linesToRetry(tx: Tx): Promise<readonly KeptLine[]> {
  const rows = await tx
    .selectFrom('catalogue.rejected_line')
    .select(['id', 'file_name', 'line', 'bytes', 'length', 'digest'])
    .where('format', '=', FORMAT)
    .where('resolved_at', 'is', null)
    .where('reason', 'not in', ['catalogue.line.too-long', 'catalogue.line.duplicate'])
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(({ id, file_name, line, bytes, length, digest }) => ({
    id,
    fileName: file_name,
    no: line,
    bytes,
    length: Number(length),
    digest: digest.toString('hex'),
    tooLong: false,
    ended: true,
  }));
}

export async function markTried(
  tx: Tx,
  id: bigint,
  { at, rejection }: { readonly at: Date; readonly rejection?: Rejection },
): Promise<void> {
  await tx
    .updateTable('catalogue.rejected_line')
    .set(
      rejection === undefined
        ? { tried_at: at, resolved_at: at }
        : { tried_at: at, reason: rejection.code, reason_values: JSON.stringify(rejection.values) },
    )
    .where('id', '=', id)
    .execute();
}

export async function recordRun(
  tx: Tx,
  { lines, imported, repaired, unchanged, rejected }: ImportCounts,
  { fileName, at }: { readonly fileName: string; readonly at: Date },
): Promise<void> {
  const counts = { lines, imported, repaired, unchanged, rejected };
  await tx
    .insertInto('catalogue.import_run')
    .values({ format: FORMAT, file_name: fileName, started_at: at, ...counts })
    .execute();
}
