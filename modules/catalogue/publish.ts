import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { upsertUnit, type UnitFacts, type UnitId } from '#identity';
import type { Tx } from '#kernel';
import type { ItemElements } from './elements.ts';
import type { ItemSource } from './service-item.ts';
import * as store from './store.ts';

/** An item as its publisher states it, ready to become a version. */
export interface Publication {
  readonly id: string;
  readonly source: ItemSource;
  readonly agency: UnitFacts;
  readonly region: string;
  readonly sample: boolean;
  readonly elements: ItemElements;
}

/**
 * Publishes items inside the caller's transaction. An item that says exactly what its source said last gets no new version,
 * whatever was written here since. Each id may occur once.
 * @returns the ids that got a version.
 */
export async function publish(tx: Tx, publications: readonly Publication[], at: Date): Promise<ReadonlySet<string>> {
  const current = await store.currentDigests(
    tx,
    publications.map(({ id }) => id),
  );
  const changed = publications
    .map((publication) => ({ ...publication, digest: digestOf(publication) }))
    .filter(({ id, digest }) => current.get(id) !== digest);
  const units = await unitsOf(tx, changed);
  await store.insertVersions(
    tx,
    changed.map(({ agency, ...publication }) => ({ ...publication, unit: known(units, agency.uscc), at })),
  );
  return new Set(changed.map(({ id }) => id));
}

type Digested = Pick<Publication, 'region' | 'sample' | 'elements'> & { readonly agency: { readonly uscc: string } };

/** SHA-256 of everything that a version says, hex. */
export function digestOf({ agency, region, sample, elements }: Digested): string {
  const content = canonicalize({ agency: agency.uscc, region, sample, elements });
  return createHash('sha256')
    .update(content ?? '')
    .digest('hex');
}

async function unitsOf(tx: Tx, publications: readonly Publication[]): Promise<ReadonlyMap<string, UnitId>> {
  const agencies = new Map(publications.map(({ agency }) => [agency.uscc, agency]));
  const units = new Map<string, UnitId>();
  for (const [uscc, agency] of agencies) units.set(uscc, await upsertUnit(tx, agency));
  return units;
}

function known(units: ReadonlyMap<string, UnitId>, uscc: string): UnitId {
  const unit = units.get(uscc);
  if (unit === undefined) throw new Error(`No unit ${uscc}.`);
  return unit;
}
