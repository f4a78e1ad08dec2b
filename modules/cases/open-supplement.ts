import { openJson, type Db, type Tx, type World } from '#kernel';
import type { CaseRecord } from './case-store.ts';
import { SupplementItems, supplementContext } from './supplement-items.ts';
import { findSupplement, type SupplementRow } from './supplement-store.ts';
import type { z } from 'zod';

export interface OpenSupplement extends SupplementRow {
  readonly list: z.output<typeof SupplementItems>;
}

/** What a case was asked for, in the clear; undefined if it never was. */
export async function openSupplement(
  db: Db | Tx,
  { crypto }: World,
  record: CaseRecord,
): Promise<OpenSupplement | undefined> {
  const row = await findSupplement(db, record.id);
  if (row === undefined) return undefined;
  const list = SupplementItems.parse(openJson(crypto, record.dataKey, supplementContext(record.id), row.items));
  return { ...row, list };
}
