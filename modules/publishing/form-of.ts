import type { Db, Tx } from '#kernel';
import type { ServiceItem } from '#catalogue';
import { formAs, formFor, pinnedForm, sketchOf, type Capacity, type FormDefinition, type FormSketch } from '#forms';
import type { Parts } from './change.ts';
import { pinnedService } from './pinned-service.ts';

/**
 * The form of a version of an item: the one that was published with it, else its own, or one made from its subjects
 * and materials.
 * @param capacity as who the viewer applies; the form then does not ask.
 */
export async function formOf(db: Db | Tx, item: ServiceItem, capacity?: Capacity): Promise<FormDefinition> {
  const published = (await pinnedService(db, item.version))?.form;
  return published === undefined ? formFor(item, capacity) : formAs(await pinnedForm(db, published), capacity);
}

/** The form that a change comes to, to be written on. */
export function formAsWritten(item: ServiceItem, { form }: Pick<Parts, 'form'>): FormSketch {
  return form ?? sketchOf(formFor(item));
}
