import type { World } from '#kernel';
import type { OfficerId } from '#identity';
import type { CaseRecord } from './case-store.ts';

const PSEUDONYM_BYTES = 12;

/** The same officer has one name for the life of a case, and another one in every other case. */
export function pseudonym(
  world: Pick<World, 'crypto'>,
  { dataKey }: Pick<CaseRecord, 'dataKey'>,
  officer: OfficerId,
): string {
  const digest = world.crypto.pseudonym(dataKey, 'officer', officer);
  return Buffer.from(digest).subarray(0, PSEUDONYM_BYTES).toString('base64url');
}
