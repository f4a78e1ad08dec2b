import { sql } from 'kysely';
import type { Db, Tx } from '#kernel';
import type { ClockId, ClockKind } from './kinds.ts';
import type { ClockLedger } from './ledger.ts';

export interface Claim {
  readonly rung: string;
  readonly legalAt: Date;
  readonly raisedAt: Date;
}

/** The insert is the claim: of ten workers one gets it. */
export async function claimRung(tx: Tx, clock: Pick<ClockLedger, 'id' | 'subject'>, claim: Claim): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('clocks.rung')
    .values({
      clock_id: clock.id,
      subject: clock.subject,
      rung: claim.rung,
      legal_at: claim.legalAt,
      raised_at: claim.raisedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

/** Whether the sweep would find anything of a subject. */
export async function isAnythingDue(tx: Tx, subject: string, now: Date): Promise<boolean> {
  const row = await tx
    .selectFrom('clocks.clock')
    .select('id')
    .where('subject', '=', subject)
    .where('next_at', '<=', now)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** A clock of which something is due. */
export interface Head {
  readonly id: string;
  readonly subject: string;
  readonly at: Date;
}

/** Clocks of which something is due, from the longest due on; `after` continues behind the last of a page. */
export async function heads(db: Db, now: Date, { most, after }: { most: number; after?: Head | undefined }) {
  const all = db
    .selectFrom('clocks.clock')
    .select(['id', 'subject', 'next_at as at'])
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .orderBy('id')
    .limit(most);
  const rows = await (
    after === undefined ? all : all.where(sql<boolean>`(next_at, id) > (${after.at}, ${after.id})`)
  ).execute();
  return rows.flatMap(({ at, ...row }): readonly Head[] => (at === null ? [] : [{ ...row, at }]));
}

/** Whether the limit of a running clock has passed, though perhaps nobody has come to it yet. */
export async function hasPassed(
  db: Db | Tx,
  { subject, kind, now }: { readonly subject: string; readonly kind: ClockKind; readonly now: Date },
): Promise<boolean> {
  const row = await db
    .selectFrom('clocks.clock')
    .select('id')
    .where('subject', '=', subject)
    .where('kind', '=', kind)
    .where('stopped_at', 'is', null)
    .where('due_at', '<=', now)
    .executeTakeFirst();
  return row !== undefined;
}

/** What came of the passing of time for a subject, in the order in which it came to pass. */
export interface KeptRung extends Claim {
  readonly clock: ClockId;
  readonly seq: bigint;
}

export async function rungsOf(db: Db | Tx, subject: string): Promise<readonly KeptRung[]> {
  const rows = await db.selectFrom('clocks.rung').selectAll().where('subject', '=', subject).orderBy('seq').execute();
  return rows.map((row) => ({
    clock: row.clock_id as ClockId,
    rung: row.rung,
    legalAt: row.legal_at,
    raisedAt: row.raised_at,
    seq: row.seq,
  }));
}
