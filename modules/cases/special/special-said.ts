import { z } from 'zod';
import { openJson, type World } from '#kernel';
import type { CaseRecord } from '../case-store.ts';
import type { SpecialRow } from './special-store.ts';

/** Binds what was said of a special procedure to it. */
export function specialContext(id: string): string {
  return `cases.special:${id}`;
}

const Begun = z.object({ reason: z.string() });
const Ended = z.object({ result: z.string() });

/** What was said when it began, and when it ended. */
export interface SpecialSaid {
  readonly reason: string;
  readonly result?: string;
}

export function specialSaid(world: World, { dataKey }: Pick<CaseRecord, 'dataKey'>, row: SpecialRow): SpecialSaid {
  const read = (sealed: Uint8Array) => openJson(world.crypto, dataKey, specialContext(row.id), sealed);
  return {
    reason: Begun.parse(read(row.sealed)).reason,
    ...(row.result === undefined ? {} : { result: Ended.parse(read(row.result)).result }),
  };
}
