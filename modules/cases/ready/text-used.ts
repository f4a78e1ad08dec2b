import { z } from 'zod';
import type { Tx, World } from '#kernel';
import { itemByVersion } from '#catalogue';
import { pinnedService } from '#publishing';
import type { CaseRecord } from '../case-store.ts';
import { hasText } from './offered-texts.ts';

/** Name of the ready text with which an act was begun, whatever became of it since. */
export const TextName = z.string().trim().max(100).optional();

/** Which ready text was used, sealed into the event: its name, and the version of the service that has it. */
export async function textUsed(
  tx: Tx,
  { db }: World,
  { record, name }: { readonly record: CaseRecord; readonly name: string | undefined },
): Promise<{ readonly template?: { readonly name: string; readonly version: string } }> {
  if (name === undefined || name === '') return {};
  const own = (await pinnedService(db, record.itemVersion, tx))?.texts ?? [];
  if (!hasText(await itemByVersion(tx, record.itemVersion), own, name)) return {};
  return { template: { name, version: String(record.itemVersion) } };
}
