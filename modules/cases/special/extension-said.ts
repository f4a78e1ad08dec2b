import { z } from 'zod';
import { openJson, type World } from '#kernel';
import type { CaseRecord } from '../case-store.ts';
import type { ExtensionRow } from './extension-store.ts';

/** Binds what was said of an extension to it. */
export function extensionContext(id: string): string {
  return `cases.extension:${id}`;
}

const Said = z.object({ text: z.string() });

/** Why a longer time was proposed, and what was answered. */
export interface ExtensionSaid {
  readonly reason: string;
  readonly answer?: string;
}

export function extensionSaid(
  world: World,
  { dataKey }: Pick<CaseRecord, 'dataKey'>,
  row: ExtensionRow,
): ExtensionSaid {
  const read = (sealed: Uint8Array) =>
    Said.parse(openJson(world.crypto, dataKey, extensionContext(row.id), sealed)).text;
  return { reason: read(row.sealed), ...(row.decision && { answer: read(row.decision.answer) }) };
}
