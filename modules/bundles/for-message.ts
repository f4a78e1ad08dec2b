import type { Db, World } from '#kernel';
import type { OrganisationId, PersonId } from '#identity';
import { applicationById } from './application-store.ts';
import { bundleVersion } from './definition-store.ts';
import type { Outcome } from './next.ts';
import { applicationOfCase } from './part-store.ts';

/** When an applicant is told about a bundle as a whole. */
export const bundleMoments = ['filed', 'ended'] as const;
export type BundleMoment = (typeof bundleMoments)[number];

/** What a message about a bundle as a whole needs. */
export interface BundleMessageFacts {
  readonly application: string;
  readonly moment: BundleMoment;
  readonly kind: 'filed' | Outcome;
  readonly no: string;
  readonly name: string;
  readonly person: PersonId;
  readonly at: Date;
  readonly dataKey: Uint8Array;
}

/** The facts of a moment; undefined where it has not come: its transaction was rolled back. */
export async function bundleForMessage(
  { db }: World,
  application: string,
  moment: BundleMoment,
): Promise<BundleMessageFacts | undefined> {
  const found = await applicationById(db, application);
  if (found?.filed === undefined) return undefined;
  const { filed, closed, person, dataKey } = found;
  if (moment === 'ended' && closed === undefined) return undefined;
  const { name } = await bundleVersion(db, found.bundle, found.version);
  const [kind, at] =
    moment === 'ended' && closed !== undefined ? [closed.outcome, closed.at] : ['filed' as const, filed.at];
  return { application, moment, kind, at, no: filed.no, name, person, dataKey };
}

/** Number and name of the bundle that a case is a part of. */
export async function bundleOfCase(
  { db }: World,
  caseId: string,
): Promise<{ readonly no: string; readonly name: string } | undefined> {
  const id = await applicationOfCase(db, caseId);
  const found = id === undefined ? undefined : await applicationById(db, id);
  if (found?.filed === undefined) return undefined;
  return { no: found.filed.no, name: (await bundleVersion(db, found.bundle, found.version)).name };
}

/** The bundles of the capacity somebody acts in with their keys, to be joined by whoever keeps texts under those keys. */
export function applicationsIn(db: Db, { organisation }: { readonly organisation?: OrganisationId }) {
  const all = db.selectFrom('bundles.application').select(['id', 'data_key']);
  return organisation === undefined
    ? all.where('organisation_id', 'is', null)
    : all.where('organisation_id', '=', organisation);
}
