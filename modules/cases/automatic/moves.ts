import type { Tx, World } from '#kernel';
import { generalUnit } from '#identity';
import { findAutomaticPool } from '#queue';
import type { CaseRecord } from '../case-store.ts';
import { beginRoute, STAYS, type Moves } from '../route/moves.ts';
import { automaticOf } from './automatic-of.ts';

/**
 * Whether the platform looks at a case that a person has just accepted, before anybody else does; undefined: people go on.
 * A part of a bundle is decided by people: it may have to wait for others.
 */
export async function lookFirst(tx: Tx, world: World, record: CaseRecord): Promise<Moves | undefined> {
  if (record.bundleRef !== undefined || record.automatic !== undefined) return undefined;
  const automatic = await automaticOf(tx, world.db, record.itemVersion);
  if (automatic?.after !== 'acceptance') return undefined;
  const fallback = (await generalUnit(tx)).id;
  const { unit } = record;
  if ((await findAutomaticPool(tx, 'decision', { unit, fallback })) === undefined) return undefined;
  return { ...STAYS, opening: [{ stage: 'decision', unit, automatic: true }], automatic: 'pending' };
}

/** The platform leaves it to people: at its own place, to be accepted, or to be examined as its route says. */
export async function movesToPeople(tx: Tx, world: World, record: CaseRecord): Promise<Moves> {
  if (record.status === 'accepted') return { ...(await beginRoute(tx, world, record)), automatic: 'person' };
  return { ...STAYS, opening: [{ stage: 'acceptance', unit: record.unit }], automatic: 'person' };
}
