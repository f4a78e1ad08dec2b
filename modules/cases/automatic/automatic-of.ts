import type { Db, Tx } from '#kernel';
import type { ItemVersionId } from '#catalogue';
import { pinnedService } from '#publishing';
import { routeVersion, type Automatic, type DecisionVersionId } from '#routing';

/** How the platform may approve cases of a service by itself. */
export interface PinnedAutomatic extends Automatic {
  /** Of its table; absent: it is not there, and people decide. */
  readonly version?: DecisionVersionId;
}

/** What was published with a version of an item; undefined: people decide every case. */
export async function automaticOf(tx: Db | Tx, db: Db, item: ItemVersionId): Promise<PinnedAutomatic | undefined> {
  const service = await pinnedService(db, item, tx);
  if (service?.route === undefined) return undefined;
  const { automatic } = (await routeVersion(tx, service.route)).route;
  const version = automatic && service.decisions[automatic.decision];
  return automatic && { ...automatic, ...(version === undefined ? {} : { version }) };
}
