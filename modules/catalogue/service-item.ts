import type { UnitId } from '#identity';
import type { ItemElements } from './elements.ts';
import type { ItemId, ItemVersionId } from './ids.ts';

/** Where an item came from: the sample city, or a hand-over in the format of 广东政务服务网. */
export type ItemSource = 'sample' | 'gdzwfw';

/** A service item (事项) in one of its versions. */
export interface ServiceItem {
  readonly id: ItemId;
  readonly version: ItemVersionId;
  readonly source: ItemSource;
  readonly sample: boolean;
  /** The agency that answers for it. */
  readonly unit: UnitId;
  readonly region: string;
  readonly elements: ItemElements;
}
