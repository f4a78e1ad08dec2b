import type { FileRef } from '../file-store.ts';
import type { Sight } from './sight.ts';

/**
 * Whether a file may be opened with this sight. What answers a list of missing things was handed in for whoever accepts:
 * it may hold anything.
 */
export function mayOpen({ reason, showsMaterial }: Sight) {
  return ({ material }: Pick<FileRef, 'material'>): boolean =>
    reason === 'whole' || (material !== undefined && showsMaterial(material));
}
