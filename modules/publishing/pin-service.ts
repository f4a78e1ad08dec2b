import type { Db, Tx } from '#kernel';
import type { ItemVersionId } from '#catalogue';
import type { OfficerId } from '#identity';
import type { PinnedService } from './pinned-service.ts';

export interface Pinning {
  readonly version: ItemVersionId;
  readonly service: PinnedService;
  readonly at: Date;
  /** Why, for those who read the versions later. */
  readonly note?: string;
  /** Two different people; absent where it came with the catalogue. */
  readonly by?: { readonly proposed: OfficerId; readonly published: OfficerId };
}

/** Pins what a version of an item goes by, for ever. Whether it may be published is the caller's to know. */
export async function pinService(tx: Tx | Db, { version, service, at, note = '', by }: Pinning): Promise<void> {
  await tx
    .insertInto('publishing.service_version')
    .values({
      item_version_id: version,
      form_version_id: service.form ?? null,
      route_version_id: service.route ?? null,
      decisions: JSON.stringify(service.decisions),
      examples: JSON.stringify(service.examples ?? {}),
      texts: JSON.stringify(service.texts ?? []),
      pools: JSON.stringify(service.pools ?? {}),
      note,
      proposed_by: by?.proposed ?? null,
      published_by: by?.published ?? null,
      published_at: at,
    })
    .execute();
}
